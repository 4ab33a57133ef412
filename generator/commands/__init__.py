"""One module a command: its options, what it calls, what it says. Heavy libraries are imported inside."""
