"""Pages for respondents and staff."""
