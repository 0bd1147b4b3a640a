"""How soon the export dialog's preview shows a changed setting, in the real dialog."""

from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from tests.bench.measures import Measure, spread
from tests.bench.window import Driven, until

SIZE = (1280, 800)
TIMES = 2
BOUND_MS = 150.0

REPAINTING = ("preset", "colours", "text", "width", "margin", "map")
"""Words in the names of changes that repaint the map; the others leave it as it is."""

Change = tuple[str, Callable[[], object]]


def measure() -> list[Measure]:
    with TemporaryDirectory() as folder:
        return measured(folder)


def measured(folder: str) -> list[Measure]:
    from PySide6.QtCore import QSettings

    from arctic_map.desktop.dialogs.export_dialog import ExportDialog

    driven = Driven(*SIZE)
    settings = QSettings(f"{folder}/bench.ini", QSettings.Format.IniFormat)
    store = driven.atlas.store
    dialog = ExportDialog(store.scene, store.drawings, settings, driven.window)
    try:
        dialog.show()
        until(lambda: shown(dialog), "the first preview")
        times: dict[str, list[float]] = {}
        for _ in range(TIMES):
            for what, change in changes(dialog):
                times.setdefault(what, []).append(timed(dialog, change))
    finally:
        dialog.done(0)
        driven.close()
    every = [value for values in times.values() for value in values]
    repainted = [
        value for what, values in times.items() if set(what.split()) & set(REPAINTING) for value in values
    ]
    slowest = max(times, key=lambda what: median(times[what]))
    note = f"of {len(every)} changes; slowest: {slowest}, {median(times[slowest]):.0f} ms"
    return [
        Measure(what="export preview, any change", value=median(every), unit="ms", bound=BOUND_MS, note=note),
        Measure(
            what="export preview, map repainted",
            value=median(repainted),
            unit="ms",
            bound=BOUND_MS,
            note=f"{spread(repainted)}; sizes, colours, text, margin, another part of the map",
        ),
    ]


def changes(dialog: Any) -> Iterator[Change]:
    """Every control once there and once back."""
    from arctic_map.export.request import PagePart

    form = dialog.form
    for preset in ("a4-portrait", "a3-landscape", "journal-single", "square", "slide-16x9"):
        yield f"preset {preset}", partial(chosen, form.fields.preset, preset)
    for theme in ("dark", "greyscale", "light"):
        yield (
            f"colours {theme}",
            partial(form.fields.colours.setCurrentIndex, form.fields.colours.findData(theme)),
        )
    for percent in (130, 100):
        yield f"text {percent} %", partial(form.fields.text.setValue, percent)
    for width in (1600, 1920):
        yield f"width {width}", partial(form.fields.across.setValue, width)
    for margin in (60, 0):
        yield f"margin {margin}", partial(form.fields.margin.setValue, margin)
    for words in ("A", "A title", ""):
        yield f"title {words!r}", partial(form.fields.title.setText, words)
    for words in ("And below it", ""):
        yield f"subtitle {words!r}", partial(form.fields.subtitle.setText, words)
    for part in PagePart:
        for state in ("off", "on"):
            yield f"{part} {state}", form.fields.parts[part].toggle
    x0, y0, x1, y1 = dialog.pane.preview.view.box
    for share in (0.02, 0.3):
        dx, dy = (x1 - x0) * share, (y1 - y0) * share
        yield f"map nearer {share:.0%}", partial(form.choose_box, (x0 + dx, y0 + dy, x1 - dx, y1 - dy))
    yield "map as in the window", partial(form.choose_box, None)


def chosen(combo: Any, data: str) -> None:
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


def timed(dialog: Any, change: Callable[[], object]) -> float:
    """Milliseconds from the change to the painted preview."""
    began = perf_counter()
    change()
    until(lambda: shown(dialog), "the preview")
    dialog.pane.repaint()
    return (perf_counter() - began) * 1000


def shown(dialog: Any) -> bool:
    """Whether the preview is of the settings as they are."""
    preview = dialog.pane.preview
    return dialog.previews.at_rest and preview is not None and preview.request.request == dialog.form.request
