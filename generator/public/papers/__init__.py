"""The papers: pages made to be printed, each a single file that needs no network."""
