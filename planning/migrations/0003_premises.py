import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import workflow.clock


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0002_project_services"),
        ("strategy", "0011_premise_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanningPremise",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("strategic", "Ur den strategiska planen"),
                            ("need", "Behov som fångats och analyserats"),
                            ("accessibility_environment", "Tillgänglighet och miljö"),
                            ("eu_national_goal", "Mål från EU, riksdag, regering och departement"),
                            ("joint_planning", "Gemensam planering"),
                            ("others_plan", "Andras planer"),
                            ("own_decision", "Egna mål och beslut"),
                        ],
                        max_length=26,
                        verbose_name="slag",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="förutsättningen")),
                ("reference", models.CharField(blank=True, max_length=200, verbose_name="källa eller beteckning")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="från år")),
                ("impact", models.TextField(blank=True, max_length=600, verbose_name="så påverkar det oss i år")),
                (
                    "is_checked",
                    models.BooleanField(
                        default=False,
                        help_text="Då frågar vi inte mer om att den är gammal.",
                        verbose_name="vi har kontrollerat att den fortfarande gäller",
                    ),
                ),
                (
                    "carried_from",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="carried_to",
                        to="strategy.premise",
                        verbose_name="hämtad ur den strategiska planen",
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
                    "linked_plan",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="linked_premises",
                        to="planning.operationalplan",
                        verbose_name="annan organisations plan",
                    ),
                ),
                (
                    "linked_project",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="linked_premises",
                        to="planning.project",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="premises",
                        to="planning.operationalplan",
                        verbose_name="verksamhetsplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "årets förutsättning",
                "verbose_name_plural": "årets förutsättningar",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "uid"), name="planningpremise_stands_once_in_a_plan"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("linked_project__isnull", True), ("linked_plan__isnull", False), _connector="OR"
                        ),
                        name="planning_premise_links_to_a_project_in_its_plan",
                    ),
                ],
            },
        ),
    ]
