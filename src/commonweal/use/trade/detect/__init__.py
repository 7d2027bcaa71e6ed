"""Detectors: pure functions of a matched component, one file for each kind of difference."""
