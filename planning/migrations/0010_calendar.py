import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import planning.models.calendar
import workflow.clock


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_own_terms"),
        ("planning", "0009_priorities"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "token",
                    models.CharField(
                        default=planning.models.calendar.new_token,
                        max_length=64,
                        unique=True,
                        verbose_name="hemlig del av adressen",
                    ),
                ),
                ("made_at", models.DateTimeField(default=workflow.clock.now, editable=False, verbose_name="skapad")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_key",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "kalenderlänk",
                "verbose_name_plural": "kalenderlänkar",
            },
        ),
        migrations.CreateModel(
            name="PlanningYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("template", models.CharField(blank=True, max_length=20, verbose_name="mall")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planning_years",
                        to="agencies.agency",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "planeringsår",
                "verbose_name_plural": "planeringsår",
                "ordering": ["-year"],
            },
        ),
        migrations.CreateModel(
            name="CalendarItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edit_count", models.PositiveIntegerField(default=0, editable=False)),
                ("edited_at", models.DateTimeField(default=workflow.clock.now, editable=False, verbose_name="sparad")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("key", models.CharField(blank=True, editable=False, max_length=40, verbose_name="nyckel i mallen")),
                (
                    "layer",
                    models.CharField(
                        choices=[("planning", "Planering"), ("own", "Våra egna")],
                        default="own",
                        editable=False,
                        max_length=8,
                        verbose_name="lager",
                    ),
                ),
                ("on", models.DateField(verbose_name="dag")),
                ("moved_from", models.DateField(editable=False, null=True, verbose_name="flyttad från")),
                ("title", models.CharField(max_length=120, verbose_name="vad")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="mer om det")),
                ("legal_ground", models.CharField(blank=True, max_length=160, verbose_name="lagrum")),
                ("part", models.CharField(blank=True, max_length=20, verbose_name="del av planen")),
                ("responsible_role", models.CharField(blank=True, max_length=120, verbose_name="ansvarig roll")),
                ("done_on", models.DateField(editable=False, null=True, verbose_name="klart")),
                (
                    "done_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="av",
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
                    "planning_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="planning.planningyear",
                        verbose_name="planeringsår",
                    ),
                ),
            ],
            options={
                "verbose_name": "datum i planeringsåret",
                "verbose_name_plural": "datum i planeringsåret",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="planningyear",
            constraint=models.UniqueConstraint(fields=("agency", "year"), name="one_planning_year_per_agency_and_year"),
        ),
        migrations.AddConstraint(
            model_name="calendaritem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True),
                fields=("planning_year", "key"),
                name="a_template_day_stands_once_a_year",
            ),
        ),
    ]
