"""Which versions of the papers came before these, and what changed since."""
