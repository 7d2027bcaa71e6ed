"""Call detail records -> where people went, above what is normal."""
