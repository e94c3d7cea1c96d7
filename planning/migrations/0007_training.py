import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import workflow.clock


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0006_benefits"),
        ("strategy", "0011_premise_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="operationalplan",
            name="copied_from",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="copies",
                to="planning.operationalplan",
                verbose_name="kopierad från",
            ),
        ),
        migrations.AddField(
            model_name="operationalplan",
            name="has_no_training",
            field=models.BooleanField(default=False, verbose_name="inga utbildningsbehov i år"),
        ),
        migrations.AddField(
            model_name="operationalplan",
            name="no_training_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="varför inte"),
        ),
        migrations.CreateModel(
            name="TrainingNeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edit_count", models.PositiveIntegerField(default=0, editable=False)),
                ("edited_at", models.DateTimeField(default=workflow.clock.now, editable=False, verbose_name="sparad")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="ordning")),
                ("what", models.CharField(max_length=160, verbose_name="vad utbildningen gäller")),
                ("group", models.CharField(blank=True, max_length=120, verbose_name="vilka som behöver den")),
                ("number", models.PositiveIntegerField(blank=True, null=True, verbose_name="antal personer")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="när")),
                (
                    "competence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="training_needs",
                        to="strategy.competenceneed",
                        verbose_name="kompetens som den bygger upp",
                    ),
                ),
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
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="training_needs",
                        to="planning.operationalplan",
                        verbose_name="verksamhetsplan",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="training_needs",
                        to="planning.project",
                        verbose_name="projekt",
                    ),
                ),
            ],
            options={
                "verbose_name": "utbildningsbehov",
                "verbose_name_plural": "utbildningsbehov",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "uid"), name="trainingneed_stands_once_in_a_plan")
                ],
            },
        ),
    ]
