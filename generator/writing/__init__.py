"""Writes files: whole or not at all, never over what is not ours, the same bytes each time."""
