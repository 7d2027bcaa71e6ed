"""The orchestration: a module or a folder per step, the actor first in every function."""
