from itertools import pairwise

from django.db import migrations, models


def count_changes(apps, schema_editor):
    """As many as the dates tell that stand: the plans in the order of their sources, then the outcomes."""
    for milestone in apps.get_model("timeline", "Milestone").objects.all():
        told = milestone.dates.filter(withdrawn_on=None).order_by(
            "-nature", "source__known_on", models.F("earliest").asc(nulls_first=True), "pk"
        )
        said = told.values_list("nature", "earliest", "latest", "approx")
        milestone.date_changes = sum(one != other for one, other in pairwise(said))
        milestone.save(update_fields=["date_changes"])


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0002_drafts_may_be_incomplete'),
    ]

    operations = [
        migrations.AddField(
            model_name='milestone',
            name='date_changes',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='changes of its date'),
        ),
        migrations.RunPython(count_changes, migrations.RunPython.noop),
    ]
