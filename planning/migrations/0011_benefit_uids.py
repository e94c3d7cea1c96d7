import uuid

from django.db import migrations

BATCH = 1000


def give_uids(apps, schema_editor):
    """Each benefit its own uid. Those of one project in two years' plans are told apart: nobody has said they are one."""
    benefits = apps.get_model("planning", "Benefit").objects
    while rows := list(benefits.filter(uid=None)[:BATCH]):
        for row in rows:
            row.uid = uuid.uuid4()
        benefits.bulk_update(rows, ["uid"])


class Migration(migrations.Migration):
    dependencies = [("planning", "0010_calendar")]

    operations = [migrations.RunPython(give_uids, migrations.RunPython.noop)]
