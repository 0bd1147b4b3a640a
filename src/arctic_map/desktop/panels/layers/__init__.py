"""The layers by topic: shown or hidden, how opaque, in which order, and the features that each holds."""
