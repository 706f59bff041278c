"""Make the floor's tables and its survey: `python -m bench.floor.prepare`."""

import django
from django.core.management import call_command

from bench.questions import CHOICES, QUESTIONS

if __name__ == "__main__":
    django.setup()
    from bench.floor.models import Question, Survey

    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    survey = Survey.objects.create(title="Ten questions")
    Question.objects.bulk_create(
        Question(survey=survey, name=name, title=name, choices=list(CHOICES)) for name in QUESTIONS
    )
