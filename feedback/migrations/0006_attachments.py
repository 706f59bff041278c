import uuid

import django.db.models.deletion
from django.db import migrations, models

import feedback_site.kit.clock


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0005_drafts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('kind', models.CharField(max_length=100)),
                ('size', models.PositiveBigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('file', models.FileField(max_length=100, unique=True, upload_to='')),
                ('state', models.CharField(choices=[('unscanned', 'Not checked for viruses'), ('clean', 'No virus found'), ('infected', 'Holds a virus')], default='unscanned', max_length=10)),
                ('created_at', models.DateTimeField(default=feedback_site.kit.clock.now)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='feedback.message')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'unscanned')), fields=['id'], name='attachment_unscanned')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['unscanned', 'clean', 'infected'])), name='attachment_state_known'), models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='attachment_not_empty')],
            },
        ),
    ]
