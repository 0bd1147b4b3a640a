"""What `make check` holds that no linter knows."""
