"""Make the peer's tables and its survey: `python -m bench.peer.prepare`, in the peer's environment."""

from importlib import import_module

import django
from django.core.management import call_command

from bench.questions import CHOICES, QUESTIONS

if __name__ == "__main__":
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    models = import_module("survey.models")  # installed there, not here
    survey = models.Survey.objects.create(
        name="Ten questions", description="", is_published=True, need_logged_user=False, display_method=0
    )
    choices = ",".join(map(str, CHOICES))
    for order, name in enumerate(QUESTIONS):
        models.Question.objects.create(
            survey=survey, text=name, order=order, required=True, type="radio", choices=choices
        )
