"""LimeSurvey's survey files (.lss): read as well as can be, with a list of what stays behind."""
