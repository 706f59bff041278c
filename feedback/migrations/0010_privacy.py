from django.db import migrations, models

import feedback_site.kit.clock


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0009_canned'),
    ]

    operations = [
        migrations.AddField('contact', 'notes', models.TextField(blank=True, db_default='', default='')),
        migrations.AddField('contact', 'consent_at', models.DateTimeField(null=True)),
        migrations.AddField('contact', 'do_not_contact', models.BooleanField(db_default=False, default=False)),
        migrations.AddField('contact', 'erased_at', models.DateTimeField(null=True)),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('erased_at', None), models.Q(('email', None), ('name', ''), ('notes', ''), ('timezone', '')), _connector='OR'), name='contact_erased_is_bare'),
        ),
        migrations.CreateModel(
            name='LinkWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('language', models.CharField(max_length=20)),
                ('created_at', models.DateTimeField(default=feedback_site.kit.clock.now)),
            ],
        ),
    ]
