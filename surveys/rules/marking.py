"""Marks texts for translators, because rules know no Django."""


def gettext_noop(text: str) -> str:
    """Leave the text as it is; whoever shows it translates it."""
    return text
