"""The paper's cases played from first proposal to verified log, by the functions all use."""
