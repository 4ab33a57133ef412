"""What a new centre begins with: settings, blank tables, CI files."""
