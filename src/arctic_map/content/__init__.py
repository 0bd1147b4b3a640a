"""The atlas on disk: one module per kind of object, with its schema, reading, writing, editing and checks."""
