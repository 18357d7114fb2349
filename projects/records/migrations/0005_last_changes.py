"""By which row of the ledger each record last changed; at first, by its own last row."""

import django.db.models.deletion
from django.db import migrations, models


def fill(apps, schema_editor):
    Publication = apps.get_model("records", "Publication")
    LastChange = apps.get_model("records", "LastChange")
    own = Publication.objects.filter(record_uuid=models.OuterRef("record_uuid")).order_by("-sequence")
    last = Publication.objects.filter(sequence=models.Subquery(own.values("sequence")[:1])).order_by("sequence")
    LastChange.objects.bulk_create(
        (
            LastChange(
                record_uuid=row.record_uuid,
                record_type=row.record_type,
                publication=row,
                is_removed=row.act == "withdraw",
            )
            for row in last
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0004_kept_for_ever'),
    ]

    operations = [
        migrations.CreateModel(
            name='LastChange',
            fields=[
                ('record_uuid', models.UUIDField(primary_key=True, serialize=False, verbose_name='record')),
                ('record_type', models.CharField(max_length=40, verbose_name='type')),
                ('is_removed', models.BooleanField(default=False, verbose_name='withdrawn')),
                ('publication', models.ForeignKey(db_column='sequence', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.publication')),
            ],
            options={
                'ordering': ['publication_id', 'record_uuid'],
                'default_permissions': [],
                'indexes': [models.Index(fields=['publication', 'record_uuid'], name='records_lastchange_in_order')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
