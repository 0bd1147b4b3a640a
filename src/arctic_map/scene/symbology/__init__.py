"""How every style looks, in each theme: the one place where looks are decided."""
