"""Exchange files: what the centre sends to Pix before a session, and calendars."""
