"""How French and English are written: dates, times, lists, and the phrases of papers and pages."""
