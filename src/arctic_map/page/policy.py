"""The content security policy: the page may run what stands in it, load its own files, and nothing else."""


def marked(html: str, nonce: str) -> str:
    """The page with the nonce on each inline script and style that was printed into it."""
    for element in ("script", "style"):
        html = html.replace(f"<{element}>", f'<{element} nonce="{nonce}">')
    return html


def policy(nonce: str) -> str:
    """Of scripts and styles those in the page that have the nonce; of other things the app's own files.

    The nonce must be lower case: Qt writes headers of its own schemes in lower case.
    """
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; object-src 'none'; "
        f"script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'"
    )
