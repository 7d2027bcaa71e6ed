"""Definitions of "local" as dated, cited rules, and what a lot is under each of them."""
