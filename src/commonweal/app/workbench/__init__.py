"""The owner's workbench: a lane on one's own files. No home, no grant, and never a release."""
