"""Where a form or an address may send a browser on to: a page of this node, nowhere else."""

START = "/"
_LONGEST = 500


def local_path(wanted: str) -> str:
    """The wanted path if it can only mean a page of this node, else the start page.

    Browsers read a backslash as a slash and skip tabs and line ends: none of these may be in it.
    """
    if not wanted.startswith("/") or wanted[1:2] == "/" or len(wanted) > _LONGEST:
        return START
    plain = wanted.isascii() and wanted.isprintable()
    return wanted if plain and not set(wanted) & set("\\ ") else START
