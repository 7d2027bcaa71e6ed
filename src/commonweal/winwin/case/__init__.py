"""What a package is to each party, and to the public."""
