import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import workflow.clock


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0007_training"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlannedFollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edit_count", models.PositiveIntegerField(default=0, editable=False)),
                ("edited_at", models.DateTimeField(default=workflow.clock.now, editable=False, verbose_name="sparad")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="ordning")),
                ("on", models.DateField(verbose_name="dag")),
                ("what", models.CharField(blank=True, max_length=160, verbose_name="vad som följs upp")),
                ("owner_role", models.CharField(blank=True, max_length=120, verbose_name="ansvarig roll")),
                (
                    "edited_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sparad av",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="planning.operationalplan",
                        verbose_name="verksamhetsplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "uppföljningstillfälle",
                "verbose_name_plural": "uppföljningstillfällen",
                "ordering": ["on", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "uid"), name="plannedfollowup_stands_once_in_a_plan")
                ],
            },
        ),
    ]
