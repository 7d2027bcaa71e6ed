"""Papers as they arrive: XML through a gate, checked against our tables, read with provenance."""
