"""Small charts of the facts' figures as SVG."""
