from projects.records.admin import bundles, ground, ledger

__all__ = ["bundles", "ground", "ledger"]
