"""What commonweal is about: frozen values and shared rules. Standard library only."""
