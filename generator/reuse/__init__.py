"""What of the last run may be used again, and what may not: keys of inputs, batches of entries, verdicts (design.md D9)."""
