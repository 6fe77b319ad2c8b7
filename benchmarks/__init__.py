"""`make bench`: the same entries for gongkai and its peers, ratios pair by pair in one run (README.md in this folder)."""
