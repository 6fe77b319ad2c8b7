"""Writing repositories and drafts: `gongkai demo`."""
