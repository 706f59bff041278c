"""What the reader counts."""

from django.db import models


class Tally(models.Model):
    name = models.CharField(max_length=20, primary_key=True)
    count = models.IntegerField(default=0)

    def __str__(self):
        return self.name
