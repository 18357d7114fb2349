"""The only door through which the state of a record changes.

Each verb names who decided and when, is one transaction, and writes what it did in the same breath: what the
public sees to the ledger, the rest to rows of the desk.
"""

from projects.records.publishing.bundling import bundle, collect, go_out_together, leave_out, schedule_together
from projects.records.publishing.catching_up import Outcome, catch_up, to_try
from projects.records.publishing.drafting import approve, confirm, keep, save, send_back, submit
from projects.records.publishing.going_out import (
    Decision,
    NotYet,
    correct,
    go_out,
    minor,
    publish,
    restore,
    sign,
    update,
)
from projects.records.publishing.inviting import invite, opened, revoke
from projects.records.publishing.scheduling import cancel, reschedule, schedule
from projects.records.publishing.withdrawing import withdraw

__all__ = [
    "Decision",
    "NotYet",
    "Outcome",
    "approve",
    "bundle",
    "cancel",
    "catch_up",
    "collect",
    "confirm",
    "correct",
    "go_out",
    "go_out_together",
    "invite",
    "keep",
    "leave_out",
    "minor",
    "opened",
    "publish",
    "reschedule",
    "restore",
    "revoke",
    "save",
    "schedule",
    "schedule_together",
    "send_back",
    "sign",
    "submit",
    "to_try",
    "update",
    "withdraw",
]
