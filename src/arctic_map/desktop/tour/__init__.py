"""The guided tour and its caption."""
