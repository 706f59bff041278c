"""XLSForm, the spreadsheets of ODK and KoboToolbox: read, and written."""
