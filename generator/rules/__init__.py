"""The last judge: field checks written as data, one small function per rule they cannot say, and the registry."""
