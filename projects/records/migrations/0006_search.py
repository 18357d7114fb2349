"""What is searched: terms by record, and over them the index that each database has for it."""

from django.db import migrations, models

TABLE, INDEX = "records_searchable", "records_searchable_index"
COLUMNS = {"text_en": "en", "text_fr": "fr"}

_NAMES = ", ".join(COLUMNS)
_OLD = ", ".join(f"old.{column}" for column in COLUMNS)
_NEW = ", ".join(f"new.{column}" for column in COLUMNS)
_TAKE_OUT = f"INSERT INTO {INDEX} ({INDEX}, rowid, {_NAMES}) VALUES ('delete', old.id, {_OLD});"
_PUT_IN = f"INSERT INTO {INDEX} (rowid, {_NAMES}) VALUES (new.id, {_NEW});"

# PostgreSQL has one vector for both languages: each term begins with its own.
_TERMS = " || ".join(
    f"ARRAY(SELECT '{language}:' || term FROM unnest(string_to_array({column}, ' ')) AS terms (term) "
    "WHERE term <> '')"
    for column, language in COLUMNS.items()
)

ADD = {
    "sqlite": [
        # Letters and digits are terms, whatever their alphabet: each term is taken as it is.
        f"CREATE VIRTUAL TABLE {INDEX} USING fts5"
        f"({_NAMES}, content='{TABLE}', content_rowid='id', tokenize='ascii', detail='column')",
        f"CREATE TRIGGER {TABLE}_comes AFTER INSERT ON {TABLE} BEGIN {_PUT_IN} END",
        f"CREATE TRIGGER {TABLE}_goes AFTER DELETE ON {TABLE} BEGIN {_TAKE_OUT} END",
        f"CREATE TRIGGER {TABLE}_changes AFTER UPDATE ON {TABLE} BEGIN {_TAKE_OUT} {_PUT_IN} END",
    ],
    "postgresql": [
        f"CREATE FUNCTION {TABLE}_vector({', '.join(f'{column} text' for column in COLUMNS)}) RETURNS tsvector "
        f"LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT array_to_tsvector({_TERMS}) $$",
        f"ALTER TABLE {TABLE} ADD COLUMN terms tsvector GENERATED ALWAYS AS ({TABLE}_vector({_NAMES})) STORED",
        f"CREATE INDEX {INDEX} ON {TABLE} USING gin (terms) WITH (fastupdate = off)",
        # The index alone is asked: the planner does not know what unpacking every vector costs.
        f"CREATE FUNCTION {TABLE}_found(question text) RETURNS SETOF bigint LANGUAGE sql STABLE "
        f"SET enable_seqscan = off AS $$ SELECT id FROM {TABLE} WHERE terms @@ question::tsquery $$",
    ],
}
REMOVE = {
    "sqlite": [
        *(f"DROP TRIGGER {TABLE}_{event}" for event in ("comes", "goes", "changes")),
        f"DROP TABLE {INDEX}",
    ],
    "postgresql": [
        f"DROP FUNCTION {TABLE}_found",
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
