"""Reading: walk, decode, split, YAML events -> located values. Knows files, not meanings."""
