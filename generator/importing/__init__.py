"""From what a county already has to files of this repository: catalogue tables to item drafts, an old portal's
documents to entries. Nothing that exists is overwritten, nothing is guessed, and what was lost is counted by reading back.
"""
