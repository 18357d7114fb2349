"""What the desk noted is never changed or removed: versions, reviews, openings, the admin's own log."""

from django.db import migrations

APPEND_ONLY = [
    "records_version",
    "records_review",
    "records_stillright",
    "records_opening",
    "records_usedslug",
    "django_admin_log",
]
# Of these only what became of the decision may be added, once; the decision is not changed.
DECIDED = {
    "records_schedule": ["version_id", "act", "note_en", "note_fr", "override", "due_at", "bundle_id", "by_id"],
    "records_override": ["publication_id", "reason"],
    "records_previewlink": ["record_uuid", "recipient", "token_hash", "expires_at", "by_id"],
}
ENDED = {
    "records_schedule": ["cancelled_at", "applied_at"],
    "records_override": ["signed_at"],
    "records_previewlink": ["revoked_at"],
}


def _is_edited(table, is_not):
    changed = [f"new.{column} {is_not} old.{column}" for column in DECIDED[table]]
    ended = [f"old.{column} IS NOT NULL" for column in ENDED[table]]
    return " OR ".join(changed + ended)


def sqlite():
    # SQLite makes a table anew, without its triggers, when a constraint changes: the ledger gets its own again.
    for table in ["records_publication", *APPEND_ONLY]:
        for act in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table}_append_only'); END"
            )
    for table in DECIDED:
        yield (
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN {_is_edited(table, 'IS NOT')} "
            f"BEGIN SELECT RAISE(ABORT, '{table}_decided'); END"
        )
        yield (
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table}_decided'); END"
        )


def postgresql():
    for table in [*APPEND_ONLY, *DECIDED]:
        word = "append_only" if table in APPEND_ONLY else "decided"
        yield (
            f"CREATE FUNCTION {table}_{word}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{table}_{word}' USING ERRCODE = 'check_violation'; END $$"
        )
        yield (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_{word}()"
        )
    for table in APPEND_ONLY:
        # For each row, not statement: loaddata tries an update, which finds no row, before it inserts.
        yield (
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_append_only()"
        )
    for table in DECIDED:
        yield (
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE ON {table} FOR EACH ROW "
            f"WHEN ({_is_edited(table, 'IS DISTINCT FROM')}) "
            f"EXECUTE FUNCTION {table}_decided()"
        )
        yield (
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_decided()"
        )


def without_sqlite():
    for table in [*APPEND_ONLY, *DECIDED]:
        for act in ("update", "delete"):
            yield f"DROP TRIGGER {table}_no_{act}"


def without_postgresql():
    for table in [*APPEND_ONLY, *DECIDED]:
        word = "append_only" if table in APPEND_ONLY else "decided"
        yield f"DROP FUNCTION {table}_{word}() CASCADE"


ADD = {"sqlite": sqlite, "postgresql": postgresql}
REMOVE = {"sqlite": without_sqlite, "postgresql": without_postgresql}


def execute(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]():
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("records", "0003_desk"), ("admin", "0003_logentry_add_action_flag_choices")]
    operations = [migrations.RunPython(execute(ADD), execute(REMOVE))]
