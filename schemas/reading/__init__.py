"""Files to worksheets: the only place that opens a coordinator's files. Nothing is ever written to them."""
