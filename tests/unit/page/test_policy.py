import re

from arctic_map.page.policy import marked, policy
from arctic_map.page.shell import render

NONCE = "0123456789abcdef" * 2


def rules() -> dict[str, str]:
    return {rule.split(" ", 1)[0]: rule.split(" ", 1)[1] for rule in policy(NONCE).split("; ")}


def test_everything_that_is_not_named_is_refused() -> None:
    assert rules()["default-src"] == "'none'"
    for closed in ("base-uri", "form-action", "object-src"):
        assert rules()[closed] == "'none'"


def test_only_marked_scripts_and_own_files_are_let_in() -> None:
    assert rules()["script-src"] == rules()["style-src"] == f"'nonce-{NONCE}'"
    sources = {source for rule in rules().values() for source in rule.split()}
    assert sources == {"'none'", "'self'", f"'nonce-{NONCE}'", "data:"}
    assert [name for name, rule in rules().items() if "data:" in rule] == ["img-src"]
    assert policy(NONCE) == policy(NONCE).lower()


def test_every_inline_script_and_style_of_the_shell_is_marked() -> None:
    page = marked(render(), NONCE)
    inline = re.findall(r"<(?:script|style)(?![^>]*\bsrc=)[^>]*>", page)
    assert inline
    assert all(f'nonce="{NONCE}"' in tag for tag in inline)


def test_the_shell_needs_nothing_that_the_policy_refuses() -> None:
    page = render()
    assert not re.search(r"\son\w+=", page)
    assert not re.search(r"<[^>]+\sstyle=", page)
    assert "javascript:" not in page and "<base" not in page and "<iframe" not in page
