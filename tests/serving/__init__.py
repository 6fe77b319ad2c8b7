"""`gongkai serve`."""
