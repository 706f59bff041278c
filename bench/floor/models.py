"""A survey, its questions, and a row of answers."""

from typing import ClassVar, Self

from django.db import models


class Survey(models.Model):
    """A page of questions."""

    title = models.CharField(max_length=200)
    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        """No migrations: `migrate --run-syncdb` makes the tables."""

        app_label = "floor"

    def __str__(self) -> str:
        """Show the title."""
        return self.title


class Question(models.Model):
    """A question with its choices."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE)
    name = models.CharField(max_length=50)
    title = models.CharField(max_length=200)
    choices = models.JSONField()
    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        """In the order in which they are asked."""

        app_label = "floor"
        ordering = ["id"]

    def __str__(self) -> str:
        """Show the title."""
        return self.title


class Answer(models.Model):
    """What one respondent said."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE)
    answers = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        """Plain."""

        app_label = "floor"

    def __str__(self) -> str:
        """Show the number."""
        return str(self.pk)
