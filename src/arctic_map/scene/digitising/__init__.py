"""Points, lines and areas that are drawn by hand: what clicks and keys make of them."""
