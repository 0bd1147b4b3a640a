"""The ledger panel."""
