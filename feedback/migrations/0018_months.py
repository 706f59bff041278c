"""Put the month of each ticket among its terms."""

from django.db import migrations

OF = f"floor(date_part('epoch', created_at) / {30 * 86_400})::int"
ADD = f"UPDATE feedback_searchdocument SET terms = terms || {OF} WHERE NOT terms @> ARRAY[{OF}]"  # noqa: S608


class Migration(migrations.Migration):
    """What the reader of events adds from now on."""

    dependencies = [("feedback", "0017_custom_fields")]

    operations = [migrations.RunSQL(ADD, migrations.RunSQL.noop)]
