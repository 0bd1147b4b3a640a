"""The ledger's panel."""
