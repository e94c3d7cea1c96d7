import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import workflow.clock


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0003_premises"),
        ("strategy", "0011_premise_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="shorttermgoal",
            name="contributing",
            field=models.CharField(blank=True, max_length=200, verbose_name="andra som bidrar"),
        ),
        migrations.AddField(
            model_name="shorttermgoal",
            name="department",
            field=models.CharField(
                blank=True, max_length=120, verbose_name="avdelning eller nämnd som svarar för målet"
            ),
        ),
        migrations.AddField(
            model_name="shorttermgoal",
            name="disclosure",
            field=models.CharField(
                choices=[("publish", "Publiceras"), ("internal", "Visas bara internt"), ("review", "Sekretessprövas")],
                default="publish",
                max_length=8,
                verbose_name="offentlighet",
            ),
        ),
        migrations.AddField(
            model_name="shorttermgoal",
            name="premises",
            field=models.ManyToManyField(
                blank=True,
                related_name="goals",
                to="planning.planningpremise",
                verbose_name="kommer från årets förutsättningar",
            ),
        ),
        migrations.AddField(
            model_name="shorttermgoal",
            name="source",
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name="hämtat från"),
        ),
        migrations.AddField(
            model_name="shorttermgoal",
            name="strategies",
            field=models.JSONField(blank=True, default=list, verbose_name="strategi som målet följer"),
        ),
        migrations.CreateModel(
            name="ServiceCommitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edit_count", models.PositiveIntegerField(default=0, editable=False)),
                ("edited_at", models.DateTimeField(default=workflow.clock.now, editable=False, verbose_name="sparad")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="ordning")),
                (
                    "disclosure",
                    models.CharField(
                        choices=[
                            ("publish", "Publiceras"),
                            ("internal", "Visas bara internt"),
                            ("review", "Sekretessprövas"),
                        ],
                        default="publish",
                        max_length=8,
                        verbose_name="offentlighet",
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="åtagandet")),
                ("level", models.CharField(blank=True, max_length=200, verbose_name="så är det i dag")),
                ("change", models.CharField(blank=True, max_length=300, verbose_name="det här ändras i år")),
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
                        related_name="commitments",
                        to="planning.operationalplan",
                        verbose_name="verksamhetsplan",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="strategy.service",
                        verbose_name="tjänst som det gäller",
                    ),
                ),
            ],
            options={
                "verbose_name": "serviceåtagande",
                "verbose_name_plural": "serviceåtaganden",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "uid"), name="servicecommitment_stands_once_in_a_plan")
                ],
            },
        ),
    ]
