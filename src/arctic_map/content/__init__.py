"""The atlas on disk: one module per noun, with its schema, reading, writing, editing and checks."""
