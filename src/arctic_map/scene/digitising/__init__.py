"""Drawing points, lines and areas by hand: the effect of clicks and keys."""
