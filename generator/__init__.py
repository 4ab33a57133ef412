"""From checked records to everything people read or print, and the command line."""
