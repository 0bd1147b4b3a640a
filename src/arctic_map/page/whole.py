"""The page in one piece, the same for every content, and in another piece all that its first paint needs.

Each answer more would be a way through Chromium and back, while the window is busy with its own first paint.
The page itself waits for nothing of the window's: its scripts are read while that is still being made.
"""

import re
from collections.abc import Callable
from os import urandom

from arctic_map.page.asset import Asset
from arctic_map.page.policy import marked, policy

PAGE, FIRST, START = "/index.html", "/first.json", "/start.json"
Answer = Callable[[str], Asset]
_SCRIPT = re.compile(r'<script src="([^"]+)"></script>')
_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)"/>')
_NAMED = re.compile(rb'"(/drawing/[^"/]+/[^"/]+\.json|/ground/[^"/]+/(?:outline|level0)\.json)"')


def whole_page(answer: Answer) -> Asset:
    """The shell with what it names put in its place, and the policy that lets only this be run.

    Raises AssetMissing.
    """
    shell = answer(PAGE)
    html = shell.body.decode()
    sheets = "".join(f"<style>{_text(answer, address)}</style>" for address in _SHEET.findall(html))
    html = _SCRIPT.sub(lambda found: f"<script>{_text(answer, found[1])}</script>", _SHEET.sub("", html))
    # Styles first: scripts ask for the fonts that they name.
    html = html.replace("<script>", f"{sheets}<script>", 1)
    nonce = urandom(16).hex()
    return Asset(shell.media_type, marked(html, nonce).encode(), policy(nonce))


def first_answers(answer: Answer) -> bytes:
    """A JSON object from address to answer: the messages of the start, and the files they name.

    Raises AssetMissing.
    """
    start = answer(START).body
    named = dict.fromkeys(address.decode() for address in _NAMED.findall(start))
    answers = {START: start} | {address: answer(address).body for address in named}
    return b"{" + b",".join(b'"%b":%b' % (address.encode(), body) for address, body in answers.items()) + b"}"


def _text(answer: Answer, address: str) -> str:
    """A script or style sheet that cannot close its own element."""
    return answer(address).body.decode().replace("</s", r"<\/s")
