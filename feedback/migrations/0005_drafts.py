import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import feedback_site.kit.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0004_bulk'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reply', 'Support'), ('note', 'Internal note')], max_length=10)),
                ('body', models.TextField()),
                ('changed_at', models.DateTimeField(default=feedback_site.kit.clock.now)),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='feedback.ticket')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('user', 'ticket', 'kind'), name='draft_once'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['reply', 'note'])), name='draft_by_staff'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('body', ''), _negated=True), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('body'), 20000)), name='draft_body_bounded'),
        ),
    ]
