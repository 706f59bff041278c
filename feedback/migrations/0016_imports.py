"""Imports of cases from other systems, and the names under which their messages were written."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import feedback_site.kit.clock


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0015_turns"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveBigIntegerField()),
                ("place", models.CharField(max_length=60)),
                ("number", models.CharField(blank=True, max_length=50)),
                ("code", models.CharField(max_length=20)),
                ("detail", models.CharField(blank=True, max_length=200)),
                ("is_taken", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="TicketImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[("csv", "csv"), ("zendesk", "zendesk"), ("zammad", "zammad")], max_length=10
                    ),
                ),
                ("space", models.CharField(blank=True, max_length=30)),
                ("zone", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=120)),
                ("file", models.CharField(blank=True, max_length=100)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("encoding", models.CharField(blank=True, max_length=20)),
                ("delimiter", models.CharField(blank=True, max_length=1)),
                ("headings", models.JSONField(default=list)),
                ("samples", models.JSONField(default=list)),
                ("mapping", models.JSONField(default=dict)),
                ("state", models.CharField(default="looking", max_length=10)),
                ("is_dry", models.BooleanField(default=True)),
                ("position", models.PositiveBigIntegerField(default=0)),
                ("total", models.PositiveBigIntegerField(null=True)),
                ("taken", models.PositiveBigIntegerField(default=0)),
                ("known", models.PositiveBigIntegerField(default=0)),
                ("refused", models.PositiveBigIntegerField(default=0)),
                ("remarked", models.PositiveBigIntegerField(default=0)),
                ("created_at", models.DateTimeField(default=feedback_site.kit.clock.now)),
                ("changed_at", models.DateTimeField(default=feedback_site.kit.clock.now)),
                ("done_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="message",
            name="message_author_fits_kind",
        ),
        migrations.AddField(
            model_name="message",
            name="author_name",
            field=models.CharField(blank=True, db_default="", default="", max_length=100),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ["reply", "note"]),
                        models.Q(
                            ("author__isnull", False), models.Q(("author_name", ""), _negated=True), _connector="OR"
                        ),
                    ),
                    models.Q(("author", None), ("kind__in", ["customer", "automatic"])),
                    _connector="OR",
                ),
                name="message_author_fits_kind",
            ),
        ),
        migrations.AddField(
            model_name="ticketimport",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="importline",
            name="run",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lines",
                to="feedback.ticketimport",
            ),
        ),
        migrations.AddIndex(
            model_name="ticketimport",
            index=models.Index(
                condition=models.Q(("state__in", ["looking", "taking"])), fields=["id"], name="import_at_work"
            ),
        ),
        migrations.AddConstraint(
            model_name="ticketimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["looking", "looked", "taking", "stopped", "done", "broken"])),
                name="import_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticketimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", False), ("state", "done")),
                    models.Q(models.Q(("state", "done"), _negated=True), ("done_at", None)),
                    _connector="OR",
                ),
                name="import_done_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticketimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "position",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(models.F("taken"), "+", models.F("known")),
                            "+",
                            models.F("refused"),
                        ),
                    )
                ),
                name="import_counts_add_up",
            ),
        ),
        migrations.AddIndex(
            model_name="importline",
            index=models.Index(fields=["run", "is_taken", "id"], name="import_lines_of"),
        ),
        migrations.AddConstraint(
            model_name="importline",
            constraint=models.UniqueConstraint(fields=("run", "position", "code"), name="import_line_once"),
        ),
        migrations.AddConstraint(
            model_name="importline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_taken", True),
                    (
                        "code__in",
                        [
                            "unreadable",
                            "broken_off",
                            "too_large",
                            "no_object",
                            "no_number",
                            "bad_number",
                            "bad_time",
                            "no_messages",
                            "too_many_messages",
                            "gone",
                            "merged",
                            "apart",
                            "known",
                            "refused",
                        ],
                    ),
                    _connector="OR",
                ),
                name="import_fault_known",
            ),
        ),
    ]
