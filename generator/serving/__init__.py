"""`gongkai serve`: a preview on this machine that follows the files (README.md of the package `generator`).

The serving process answers browsers, watches files and decides; it reads no content. Builds run in processes of their
own, one after the other, exactly as `gongkai build`. The last one that ended well stays with the site in its memory
(the desk) and makes pages of edited entries at once, which are shown until the next build has made them in earnest.
"""
