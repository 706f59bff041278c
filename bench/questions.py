"""The page that every side of the comparison asks: ten questions with five choices each."""

QUESTIONS = [f"q{number}" for number in range(1, 11)]
CHOICES = (1, 2, 3, 4, 5)
