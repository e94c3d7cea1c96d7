import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0005_projects"),
        ("strategy", "0011_premise_search"),
    ]

    operations = [
        migrations.AddField(
            model_name="benefit",
            name="baseline",
            field=models.DecimalField(
                blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="nollmätning"
            ),
        ),
        migrations.AddField(
            model_name="benefit",
            name="baseline_note",
            field=models.CharField(blank=True, max_length=200, verbose_name="hur och när det är mätt"),
        ),
        migrations.AddField(
            model_name="benefit",
            name="estimate",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="benefits",
                to="strategy.benefitestimate",
                verbose_name="insatsens uppskattning",
            ),
        ),
        migrations.AddField(
            model_name="benefit",
            name="first_check_on",
            field=models.DateField(blank=True, null=True, verbose_name="följs upp första gången"),
        ),
        migrations.AddField(
            model_name="benefit",
            name="from_year",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="från och med år"),
        ),
        migrations.AddField(
            model_name="benefit",
            name="realisation",
            field=models.CharField(blank=True, max_length=300, verbose_name="så hämtas nyttan hem"),
        ),
        migrations.AddField(
            model_name="benefit",
            name="responsible_role",
            field=models.CharField(blank=True, max_length=120, verbose_name="ansvarig roll"),
        ),
        migrations.AddField(
            model_name="benefit",
            name="uid",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="benefit",
            name="who",
            field=models.CharField(blank=True, max_length=120, verbose_name="för vem"),
        ),
        migrations.AlterField(
            model_name="benefit",
            name="note",
            field=models.CharField(blank=True, max_length=200, verbose_name="vad nyttan består i"),
        ),
    ]
