"""Official lists that come with the program. Nothing of a centre's is written here, and nothing is asked of the network."""
