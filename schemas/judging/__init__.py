"""Stage 3: frames and rules to findings, to checked records, to where each session stands."""
