"""django-survey-and-report, a survey app on the same stack, as its documentation says to install it."""
