"""The command line: `options` says what each command takes, `commands` what it does."""
