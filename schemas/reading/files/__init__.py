"""One format a module: what a file holds, hostile until checked. Nothing is ever written to it."""
