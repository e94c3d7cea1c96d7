import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0011_benefit_uids")]

    operations = [
        migrations.AlterField(
            model_name="benefit", name="uid", field=models.UUIDField(default=uuid.uuid4, editable=False)
        ),
        migrations.AddConstraint(
            model_name="benefit",
            constraint=models.UniqueConstraint(fields=("project", "uid"), name="benefit_stands_once_in_a_project"),
        ),
    ]
