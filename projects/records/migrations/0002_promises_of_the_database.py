"""What no check constraint can say: the ledger is append-only, and nothing leads back to itself in a circle."""

from django.db import migrations

LEDGER = "records_publication"
CHAINS = [("records_organisation", "part_of_id"), ("records_source", "via_id")]

ADD = {
    "sqlite": [
        *(
            f"CREATE TRIGGER {LEDGER}_no_{act.lower()} BEFORE {act} ON {LEDGER} "
            f"BEGIN SELECT RAISE(ABORT, '{LEDGER}_append_only'); END"
            for act in ("UPDATE", "DELETE")
        ),
        *(
            f"CREATE TRIGGER {table}_no_circle_on_{act.lower()} BEFORE {act} ON {table} "
            f"WHEN new.{column} IS NOT NULL BEGIN SELECT RAISE(ABORT, '{table}_no_circle') WHERE EXISTS ("
            f"WITH RECURSIVE above(id) AS (SELECT new.{column} UNION SELECT t.{column} FROM {table} t "
            f"JOIN above ON t.uuid = above.id WHERE t.{column} IS NOT NULL) "
            "SELECT 1 FROM above WHERE id = new.uuid); END"
            for table, column in CHAINS
            for act in ("INSERT", "UPDATE")
        ),
    ],
    "postgresql": [
        f"CREATE FUNCTION {LEDGER}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{LEDGER}_append_only' USING ERRCODE = 'check_violation'; END $$",
        # For each row, not statement: loaddata tries an update, which finds no row, before it inserts.
        f"CREATE TRIGGER {LEDGER}_no_change BEFORE UPDATE OR DELETE ON {LEDGER} "
        f"FOR EACH ROW EXECUTE FUNCTION {LEDGER}_append_only()",
        f"CREATE TRIGGER {LEDGER}_no_truncate BEFORE TRUNCATE ON {LEDGER} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {LEDGER}_append_only()",
        *(
            statement
            for table, column in CHAINS
            for statement in (
                f"CREATE FUNCTION {table}_no_circle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS ("
                f"WITH RECURSIVE above(id) AS (SELECT new.{column} UNION SELECT t.{column} FROM {table} t "
                f"JOIN above ON t.uuid = above.id WHERE t.{column} IS NOT NULL) "
                "SELECT 1 FROM above WHERE id = new.uuid) THEN "
                f"RAISE EXCEPTION '{table}_no_circle' USING ERRCODE = 'check_violation'; END IF; RETURN new; END $$",
                f"CREATE TRIGGER {table}_no_circle BEFORE INSERT OR UPDATE ON {table} "
                f"FOR EACH ROW WHEN (new.{column} IS NOT NULL) EXECUTE FUNCTION {table}_no_circle()",
            )
        ),
    ],
}
REMOVE = {
    "sqlite": [
        *(f"DROP TRIGGER IF EXISTS {LEDGER}_no_{act}" for act in ("update", "delete")),
        *(f"DROP TRIGGER {table}_no_circle_on_{act}" for table, _ in CHAINS for act in ("insert", "update")),
    ],
    "postgresql": [
        *(f"DROP TRIGGER {LEDGER}_no_{act} ON {LEDGER}" for act in ("change", "truncate")),
        f"DROP FUNCTION {LEDGER}_append_only()",
        *(
            statement
            for table, _ in CHAINS
            for statement in (f"DROP TRIGGER {table}_no_circle ON {table}", f"DROP FUNCTION {table}_no_circle()")
        ),
    ],
}


def execute(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(execute(ADD), execute(REMOVE))]
