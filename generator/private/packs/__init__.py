"""The room pack: the private papers of a session, which carry names, and what is printed with them."""
