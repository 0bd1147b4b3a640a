"""What is drawn on the page as SVG: shapes, strokes, symbols, letters."""
