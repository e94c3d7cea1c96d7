"""The register of premises becomes searchable: its casefolded words are written once for what is there already."""

from django.db import migrations


def fill(apps, schema_editor):
    for source in apps.get_model("strategy", "PremiseSource").objects.all():
        source.save(update_fields=["search_text"])  # the field computes its own value


class Migration(migrations.Migration):
    dependencies = [("strategy", "0010_e_strategy")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
