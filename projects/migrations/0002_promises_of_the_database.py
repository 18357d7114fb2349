"""What no check constraint can say: no project is part of itself in a circle."""

from django.db import migrations

TABLE = "projects_project"
LEADS_BACK = (
    f"EXISTS (WITH RECURSIVE above(id) AS (SELECT new.part_of_id UNION SELECT t.part_of_id FROM {TABLE} t "
    "JOIN above ON t.uuid = above.id WHERE t.part_of_id IS NOT NULL) SELECT 1 FROM above WHERE id = new.uuid)"
)
ADD = {
    "sqlite": [
        f"CREATE TRIGGER {TABLE}_no_circle_on_{act.lower()} BEFORE {act} ON {TABLE} WHEN new.part_of_id IS NOT NULL "
        f"BEGIN SELECT RAISE(ABORT, '{TABLE}_no_circle') WHERE {LEADS_BACK}; END"
        for act in ("INSERT", "UPDATE")
    ],
    "postgresql": [
        f"CREATE FUNCTION {TABLE}_no_circle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {LEADS_BACK} THEN "
        f"RAISE EXCEPTION '{TABLE}_no_circle' USING ERRCODE = 'check_violation'; END IF; RETURN new; END $$",
        f"CREATE TRIGGER {TABLE}_no_circle BEFORE INSERT OR UPDATE ON {TABLE} "
        f"FOR EACH ROW WHEN (new.part_of_id IS NOT NULL) EXECUTE FUNCTION {TABLE}_no_circle()",
    ],
}
REMOVE = {
    "sqlite": [f"DROP TRIGGER {TABLE}_no_circle_on_{act}" for act in ("insert", "update")],
    "postgresql": [f"DROP TRIGGER {TABLE}_no_circle ON {TABLE}", f"DROP FUNCTION {TABLE}_no_circle()"],
}


def execute(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]
    operations = [migrations.RunPython(execute(ADD), execute(REMOVE))]
