"""The orchestration: one module per step, the actor first in every function."""
