from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("feedback", "0007_automation"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(
                    ("assignee", None), ("snoozed_until", None), ("status__in", ["new", "open", "waiting"])
                ),
                fields=["queue_at", "id"],
                name="ticket_of_nobody",
            ),
        ),
    ]
