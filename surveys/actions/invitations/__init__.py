"""Inviting people, reminding them once, taking it back."""
