"""The attendance sheet as a spreadsheet, for LibreOffice and Excel: one content, two formats."""
