"""Arctic Map: the claims of an article, on a polar map."""

import sys

if sys.version_info < (3, 12):  # noqa: UP036 - an older Python must read this before any newer syntax
    raise SystemExit("Arctic Map needs Python 3.12 or newer; this is Python " + sys.version.split()[0] + ".")

__version__ = "0.3.0"
