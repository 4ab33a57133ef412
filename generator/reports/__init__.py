"""A check's report in each format: for a coordinator at a terminal, and for machines."""
