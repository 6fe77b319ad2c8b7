"""Pure derivation: relations, validity, listings, permalinks, statistics. Values in, values out."""
