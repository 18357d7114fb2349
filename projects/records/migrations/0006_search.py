"""What is searched: terms by record, and over them the index that each database has for it."""

from django.db import migrations, models

TABLE, INDEX = "records_searchable", "records_searchable_index"
COLUMNS = ["title_en", "title_fr", "text_en", "text_fr"]
# PostgreSQL has one vector for all columns: weights tell them apart, and where words of a title follow one another
# is counted from a number of its own. A place beyond 16383 it does not know; texts have all their terms at one.
PLACES = {"title_en": ("A", 0), "text_en": ("B", None), "title_fr": ("C", 4000), "text_fr": ("D", None)}
ONE_PLACE = {"text_en": 8000, "text_fr": 8001}

_NAMES = ", ".join(COLUMNS)
_OLD = ", ".join(f"old.{column}" for column in COLUMNS)
_NEW = ", ".join(f"new.{column}" for column in COLUMNS)
_TAKE_OUT = f"INSERT INTO {INDEX} ({INDEX}, rowid, {_NAMES}) VALUES ('delete', old.id, {_OLD});"
_PUT_IN = f"INSERT INTO {INDEX} (rowid, {_NAMES}) VALUES (new.id, {_NEW});"


def _places(column):
    weight, first = PLACES[column]
    place = f"({first} + position)::text" if first is not None else f"'{ONE_PLACE[column]}'"
    return (
        f"SELECT '''' || term || ''':' || {place} || '{weight}' AS said "
        f"FROM unnest(string_to_array({column}, ' ')) WITH ORDINALITY AS terms (term, position) WHERE term <> ''"
    )


ADD = {
    "sqlite": [
        # Letters and digits are terms, whatever their alphabet: each term is taken as it is.
        f"CREATE VIRTUAL TABLE {INDEX} USING fts5"
        f"({_NAMES}, content='{TABLE}', content_rowid='id', tokenize='ascii')",
        f"CREATE TRIGGER {TABLE}_comes AFTER INSERT ON {TABLE} BEGIN {_PUT_IN} END",
        f"CREATE TRIGGER {TABLE}_goes AFTER DELETE ON {TABLE} BEGIN {_TAKE_OUT} END",
        f"CREATE TRIGGER {TABLE}_changes AFTER UPDATE ON {TABLE} BEGIN {_TAKE_OUT} {_PUT_IN} END",
    ],
    "postgresql": [
        f"CREATE FUNCTION {TABLE}_vector({', '.join(f'{column} text' for column in COLUMNS)}) RETURNS tsvector "
        "LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT coalesce(string_agg(said, ' '), '')::tsvector FROM ("
        f"{' UNION ALL '.join(_places(column) for column in COLUMNS)}) AS places $$",
        f"ALTER TABLE {TABLE} ADD COLUMN terms tsvector GENERATED ALWAYS AS ({TABLE}_vector({_NAMES})) STORED",
        f"CREATE INDEX {INDEX} ON {TABLE} USING gin (terms)",
    ],
}
REMOVE = {
    "sqlite": [
        *(f"DROP TRIGGER {TABLE}_{event}" for event in ("comes", "goes", "changes")),
        f"DROP TABLE {INDEX}",
    ],
    "postgresql": [
        f"DROP INDEX {INDEX}",
        f"ALTER TABLE {TABLE} DROP COLUMN terms",
        f"DROP FUNCTION {TABLE}_vector",
    ],
}


def execute(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("records", "0005_last_changes")]
    operations = [
        migrations.CreateModel(
            name="Searchable",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("record_uuid", models.UUIDField(unique=True, verbose_name="record")),
                ("record_type", models.CharField(max_length=40, verbose_name="type")),
                ("day", models.DateField(null=True, verbose_name="day")),
                ("year", models.PositiveSmallIntegerField(null=True, verbose_name="year")),
                ("title_en", models.TextField(blank=True)),
                ("title_fr", models.TextField(blank=True)),
                ("text_en", models.TextField(blank=True)),
                ("text_fr", models.TextField(blank=True)),
            ],
            options={"default_permissions": []},
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("length", models.PositiveSmallIntegerField()),
            ],
            options={"default_permissions": []},
        ),
        migrations.RunPython(execute(ADD), execute(REMOVE)),
    ]
