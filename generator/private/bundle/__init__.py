"""The bundle for Pix: the completed sheet, its signed scan and the reports of a session, checked and listed."""
