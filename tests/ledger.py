"""Lifts the locks of the ledger and of what the desk keeps for ever, for as long as a test needs it."""

from contextlib import contextmanager

from django.db import connection

LEDGER = "records_publication"
KEPT_FOR_EVER = [
    LEDGER,
    "records_version",
    "records_review",
    "records_stillright",
    "records_opening",
    "records_usedslug",
    "records_schedule",
    "records_override",
    "records_previewlink",
    "django_admin_log",
]


@contextmanager
def unlocked(*tables: str):
    tables = tables or tuple(KEPT_FOR_EVER)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            check_keys(cursor)
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            check_keys(cursor)
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            return
        marks = ", ".join(["%s"] * len(tables))
        cursor.execute(
            f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({marks})", tables
        )
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, sql in triggers:
            cursor.execute(sql)


def check_keys(cursor) -> None:
    """Now, not at the end of the transaction: until then PostgreSQL alters no table of theirs."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
