"""The logic of a survey for given answers: names, offers, texts, numbers, state."""
