"""A start in its own process: prints as JSON what was loaded when the window was made, and at the end."""

import json
import sys

from arctic_map import resources
from arctic_map.desktop.startup import environment, libraries

environment.prepare(offscreen=True)
# As where Qt is not linked beside Python, and nothing is loaded meanwhile.
libraries.load_beside = lambda: None

from arctic_map.desktop.app import begin  # noqa: E402

atlas = begin(resources.data(), remember=False)
made = [*sys.modules]

from arctic_map.desktop.startup.coming_up import wait  # noqa: E402

loaded = {"made": made}
atlas.ready.connect(lambda: loaded.update(ready=[*sys.modules]))
came_up = wait(atlas, 60)
atlas.dispose()
assert not came_up.why
print(json.dumps(loaded))
