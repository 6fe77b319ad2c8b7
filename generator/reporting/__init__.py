"""`gongkai report`, and what the history of files shows."""
