import uuid

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import workflow.clock


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0008_follow_ups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PriorityCriterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edit_count", models.PositiveIntegerField(default=0, editable=False)),
                ("edited_at", models.DateTimeField(default=workflow.clock.now, editable=False, verbose_name="sparad")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="ordning")),
                ("name", models.CharField(max_length=80, verbose_name="prioriteringsgrund")),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="vikt",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="planning.operationalplan",
                        verbose_name="verksamhetsplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "prioriteringsgrund",
                "verbose_name_plural": "prioriteringsgrunder",
                "ordering": ["position", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProjectScore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("points", models.PositiveSmallIntegerField(verbose_name="poäng")),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="planning.prioritycriterion",
                        verbose_name="prioriteringsgrund",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="planning.project",
                        verbose_name="projekt",
                    ),
                ),
            ],
            options={
                "verbose_name": "poäng",
                "verbose_name_plural": "poäng",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="prioritycriterion",
            constraint=models.UniqueConstraint(fields=("plan", "uid"), name="prioritycriterion_stands_once_in_a_plan"),
        ),
        migrations.AddConstraint(
            model_name="prioritycriterion",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__range", (1, 5))), name="criterion_weighs_one_to_five"
            ),
        ),
        migrations.AddConstraint(
            model_name="projectscore",
            constraint=models.UniqueConstraint(
                fields=("project", "criterion"), name="one_score_per_project_and_criterion"
            ),
        ),
        migrations.AddConstraint(
            model_name="projectscore",
            constraint=models.CheckConstraint(
                condition=models.Q(("points__range", (0, 5))), name="a_score_is_nought_to_five"
            ),
        ),
    ]
