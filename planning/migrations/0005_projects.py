import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import workflow.clock


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_own_terms"),
        ("planning", "0004_goals"),
        ("strategy", "0011_premise_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DateChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "field",
                    models.CharField(
                        choices=[("starts_on", "Start"), ("ends_on", "Slut")], max_length=10, verbose_name="datum"
                    ),
                ),
                ("was", models.DateField(null=True, verbose_name="var")),
                ("became", models.DateField(null=True, verbose_name="blev")),
                ("reason", models.CharField(max_length=300, verbose_name="varför")),
                ("at", models.DateTimeField(default=workflow.clock.now, editable=False, verbose_name="när")),
            ],
            options={
                "verbose_name": "ändrat datum",
                "verbose_name_plural": "ändrade datum",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Stage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("needs", "Behovsanalys"),
                            ("pre_study", "Förstudie"),
                            ("execution", "Genomförande"),
                            ("handover", "Överlämning"),
                            ("benefits", "Nyttor tas hem"),
                        ],
                        max_length=10,
                        verbose_name="skede",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="från")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                ("is_done", models.BooleanField(default=False, verbose_name="klart")),
            ],
            options={
                "verbose_name": "skede",
                "verbose_name_plural": "skeden",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SupportingDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("needs_analysis", "Behovsanalys"),
                            ("pre_study", "Förstudie"),
                            ("benefit_calculation", "Nyttokalkyl"),
                        ],
                        max_length=20,
                        verbose_name="underlag",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=160, verbose_name="namn")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                ("file", models.FileField(blank=True, max_length=300, upload_to="underlag/", verbose_name="fil")),
                ("dated_on", models.DateField(blank=True, null=True, verbose_name="datum")),
                ("missing_reason", models.CharField(blank=True, max_length=300, verbose_name="finns inte, för att")),
            ],
            options={
                "verbose_name": "underlag",
                "verbose_name_plural": "underlag",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="partnership",
            name="status",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Inte sagt"),
                    ("asked", "Tillfrågad"),
                    ("talking", "Samtal pågår"),
                    ("agreed", "Överenskommet"),
                    ("declined", "Tackat nej"),
                ],
                default="",
                max_length=8,
                verbose_name="hur långt ni har kommit",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="agreement",
            field=models.CharField(
                choices=[("none", "Inte påbörjat"), ("draft", "Utkast finns"), ("done", "Klart")],
                default="none",
                max_length=5,
                verbose_name="överenskommelsen",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="budget_line",
            field=models.DecimalField(
                blank=True, decimal_places=3, max_digits=9, null=True, verbose_name="budget i linjen"
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="budget_maintenance",
            field=models.DecimalField(
                blank=True, decimal_places=3, max_digits=9, null=True, verbose_name="budget i förvaltningen"
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="budget_project",
            field=models.DecimalField(
                blank=True, decimal_places=3, max_digits=9, null=True, verbose_name="budget i projektet"
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="checklist",
            field=models.JSONField(blank=True, default=list, verbose_name="klart inför överlämningen"),
        ),
        migrations.AddField(
            model_name="project",
            name="considerations",
            field=models.TextField(blank=True, max_length=1000, verbose_name="tillgänglighet och miljö"),
        ),
        migrations.AddField(
            model_name="project",
            name="contributing",
            field=models.CharField(blank=True, max_length=200, verbose_name="andra som bidrar"),
        ),
        migrations.AddField(
            model_name="project",
            name="department",
            field=models.CharField(
                blank=True, max_length=120, verbose_name="avdelning eller nämnd som svarar för projektet"
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="disclosure",
            field=models.CharField(
                choices=[("publish", "Publiceras"), ("internal", "Visas bara internt"), ("review", "Sekretessprövas")],
                default="publish",
                max_length=8,
                verbose_name="offentlighet",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="handing_over",
            field=models.CharField(
                blank=True,
                choices=[("", "Inte bestämt än"), ("yes", "Ja, under året"), ("later", "Inte i år")],
                default="",
                max_length=5,
                verbose_name="lämnas resultatet över till drift och förvaltning?",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="handover_on",
            field=models.DateField(blank=True, null=True, verbose_name="lämnas över"),
        ),
        migrations.AddField(
            model_name="project",
            name="legal_asked_of",
            field=models.CharField(blank=True, max_length=120, verbose_name="vem som har fått frågan"),
        ),
        migrations.AddField(
            model_name="project",
            name="legal_asked_on",
            field=models.DateField(blank=True, null=True, verbose_name="när frågan ställdes"),
        ),
        migrations.AddField(
            model_name="project",
            name="legal_position",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Inte prövat än"),
                    ("within", "Ryms inom gällande rätt"),
                    ("needs_change", "Kräver ändrad lag eller förordning"),
                    ("uncertain", "Osäkert, utreds"),
                ],
                default="",
                max_length=12,
                verbose_name="rättsläget",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="legal_which",
            field=models.CharField(blank=True, max_length=200, verbose_name="vilken lag eller förordning"),
        ),
        migrations.AddField(
            model_name="project",
            name="organised_as",
            field=models.CharField(
                choices=[
                    ("project", "Projekt"),
                    ("programme", "Program"),
                    ("part", "Delprojekt"),
                    ("line", "Linjeaktivitet"),
                ],
                default="project",
                max_length=10,
                verbose_name="organiseras som",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="children",
                to="planning.project",
                verbose_name="ingår i",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="receiver",
            field=models.CharField(blank=True, max_length=120, verbose_name="vem som tar emot"),
        ),
        migrations.AddField(
            model_name="project",
            name="source",
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name="hämtat från"),
        ),
        migrations.AddField(
            model_name="project",
            name="training",
            field=models.CharField(
                blank=True,
                choices=[("", "Inte bestämt än"), ("needed", "Ja, se nedan"), ("none", "Inga behov")],
                default="",
                max_length=6,
                verbose_name="behövs utbildning?",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True), models.Q(("parent", models.F("pk")), _negated=True), _connector="OR"
                ),
                name="a_project_is_not_part_of_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("budget_line__isnull", True), ("budget_line__gte", 0), _connector="OR"),
                    models.Q(("budget_project__isnull", True), ("budget_project__gte", 0), _connector="OR"),
                    models.Q(("budget_maintenance__isnull", True), ("budget_maintenance__gte", 0), _connector="OR"),
                ),
                name="project_budget_is_not_negative",
            ),
        ),
        migrations.AddField(
            model_name="datechange",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="av",
            ),
        ),
        migrations.AddField(
            model_name="datechange",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="date_changes",
                to="planning.project",
                verbose_name="projekt",
            ),
        ),
        migrations.AddField(
            model_name="stage",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="stages",
                to="planning.project",
                verbose_name="projekt",
            ),
        ),
        migrations.AddField(
            model_name="supportingdocument",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="documents",
                to="planning.project",
                verbose_name="projekt",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.UniqueConstraint(fields=("project", "kind"), name="one_stage_of_a_kind_per_project"),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on__isnull", True),
                    ("ends_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="stage_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportingdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("url", ""), _negated=True), ("file", ""), ("missing_reason", "")),
                    models.Q(models.Q(("file", ""), _negated=True), ("missing_reason", ""), ("url", "")),
                    models.Q(models.Q(("missing_reason", ""), _negated=True), ("file", ""), ("url", "")),
                    _connector="OR",
                ),
                name="document_is_a_link_a_file_or_a_reason",
            ),
        ),
    ]
