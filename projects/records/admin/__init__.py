from projects.records.admin import ground, ledger

__all__ = ["ground", "ledger"]
