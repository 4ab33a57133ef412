"""The rules, one module per family, and the list of all of them."""
