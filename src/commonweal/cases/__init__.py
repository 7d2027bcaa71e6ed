"""The paper's cases as data, and how to make their input files."""
