"""`gongkai export`: what the portal knows, in the forms of other people's systems."""
