"""The session of the reader: actions, navigation, saving and restoring."""
