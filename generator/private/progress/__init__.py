"""Where each session stands, from planned to results, computed from the files."""
