"""What answers the ports: records, keys, vault, jobs, engines, sheets, documents."""
