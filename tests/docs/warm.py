"""`weal` without its start: one process has loaded the program, and forks for each command.

For the quick size alone; the other sizes run the installed `weal`. Both call the same `main`.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stdout, suppress
from importlib import import_module
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from commonweal.cli.main import COMMANDS, Journey, main
from tests.docs.markdown import ROOT

_MOST = 1 << 20
_SHIM = """#!{python} -SE
import json, os, socket, sys
door = socket.socket(socket.AF_UNIX)
door.connect({address!r})
told = json.dumps([sys.argv, os.getcwd(), dict(os.environ)]).encode()
socket.send_fds(door, [len(told).to_bytes(4, "big")], [0, 1, 2])
door.sendall(told)
sys.exit(int(door.recv(9) or b"70"))
"""


@contextmanager
def warm(folder: Path) -> Iterator[Path]:
    """A folder with a `weal` that starts at once, for the length of the block."""
    address = str(folder / "warm")
    weal = folder / "weal"
    weal.write_text(_SHIM.format(python=sys.executable, address=address), encoding="utf-8")
    weal.chmod(0o755)
    ready, told = os.pipe()
    program = (sys.executable, "-m", "tests.docs.warm", address, str(told))
    with subprocess.Popen(program, cwd=ROOT, pass_fds=(told,), stdin=subprocess.DEVNULL) as process:
        os.close(told)
        os.read(ready, 1)
        os.close(ready)
        try:
            yield folder
        finally:
            process.terminate()


def serve(address: str, ready: int) -> None:
    """Fork for every command that comes, until terminated."""
    _load()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with closing(socket.socket(socket.AF_UNIX)) as door:
        door.bind(address)
        door.listen()
        os.write(ready, b"1")
        while True:
            caller, _ = door.accept()
            if os.fork() == 0:
                door.close()
                _answer(caller)
            caller.close()


def _load() -> None:
    """Play a command in a home that is thrown away: whatever is loaded late is loaded by it."""
    with TemporaryDirectory() as home, redirect_stdout(StringIO()), suppress(SystemExit):
        sys.argv = ["weal", "new", "Warm", "--host", "Nobody", "--home", home]
        main()
    for name in COMMANDS:
        Journey(name="weal").get_command(None, name)
    import_module("duckdb")


def _answer(caller: socket.socket) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    head, streams, _, _ = socket.recv_fds(caller, 4, 3)
    told = bytearray()
    while len(told) < int.from_bytes(head, "big"):
        told += caller.recv(_MOST)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    argv, folder, environ = json.loads(told)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environ)
    sys.argv = argv
    code = 70
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        caller.sendall(str(code).encode())
        os._exit(code)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
