"""`gongkai search`: the search of the portal over a built site, for people at a terminal and for programs."""
