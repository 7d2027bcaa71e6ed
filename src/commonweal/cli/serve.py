"""`weal serve` and `weal worker`: a node that answers, and the process that works for it."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import structlog
import typer
import uvicorn

from commonweal.adapters.jobs import ending_with_stdin, kept_running
from commonweal.adapters.logs import log_to_stderr
from commonweal.app import job, login, party
from commonweal.app.build import build
from commonweal.app.settings import settings
from commonweal.cli.answer import Answer, lines
from commonweal.cli.command import command, group
from commonweal.cli.session import Session
from commonweal.model.errors import Refused, Unavailable
from commonweal.model.party import OPERATOR

app = group("A node that answers, and the process that works for it.")
log = structlog.get_logger()

LAST_ANSWERS_S = 5
"""How long a request under way may take once the server was told to stop."""


@command(app, "serve")
def serve(
    session: Session,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help="Port to listen on; 0 takes a free one.", min=0, max=65535)
    ] = 8080,
) -> Answer:
    """Serve the pages and the API of this home, with one worker process.

    Example: weal serve --port 8080
    """
    run(settings(session.home, "").home, host=host, port=port, plain=not session.json)
    return Answer(value={"served": True}, show=lines("Stopped."))


def run(home: Path, *, host: str, port: int, plain: bool) -> None:
    """Answer requests until Ctrl-C or SIGTERM, while one worker process does the jobs.

    If `plain`, the address is printed for people too, not only logged.

    Raises:
        Refused: a demo, in which nobody logs in, would answer other machines too.
        Unavailable: the address cannot be listened on, or the home cannot be opened.
    """
    log_to_stderr()
    os.environ["COMMONWEAL_HOME"] = str(home)
    with closing(_door(host, port)) as door:
        _check_reach(home, door)
        server = uvicorn.Server(
            uvicorn.Config(
                "commonweal.site:served",
                factory=True,
                log_config=None,
                log_level="warning",
                timeout_graceful_shutdown=LAST_ANSWERS_S,
            )
        )
        server.config.load()
        code = login.set_up_code(OPERATOR, build(settings(home, "")))
        with _stopped_by_signals(server), kept_running(_worker_of(home)):
            log.info("this node answers", address=_address(door))
            if code:
                log.info("nobody can log in yet: begin here, once", address=_set_up(door, code))
            if plain:
                print(_invitation(door, code, _hosts(home)), flush=True)
            server.run(sockets=[door])
    log.info("this node has stopped")


@command(app, "worker")
def worker(
    session: Session,
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, then end.")] = False,
    with_stdin: Annotated[
        bool, typer.Option("--with-stdin", help="End also when standard input closes.")
    ] = False,
) -> Answer:
    """Do the jobs of this home until stopped.

    Example: weal worker --once
    """
    log_to_stderr()
    if with_stdin:
        ending_with_stdin()
    done = job.work(session.actor, session.node, once=once)
    if once:
        return Answer(value={"jobs": done}, show=lines(f"{done} jobs done."))
    return Answer(value={"stopped": True}, show=lines("Stopped."))


def _worker_of(home: Path) -> tuple[str, ...]:
    program = (sys.executable, "-m", "commonweal", "worker", "--with-stdin")
    return (*program, "--home", str(home), "--as", OPERATOR.person)


def _door(host: str, port: int) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address, family=family)
    except OSError as gap:
        reason = (gap.strerror or str(gap)).partition(" (while")[0]
        raise Unavailable(
            detail=f"Nothing can listen on {host}, port {port}: {reason}.",
            hint="Choose another with --port or --host, or end what listens there.",
        ) from gap


def _address(door: socket.socket) -> str:
    host, port = door.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"


def _invitation(door: socket.socket, code: str, hosts: bool) -> str:
    first = f"\nNobody can log in yet. Begin here, once: {_set_up(door, code)}" if code else ""
    if not hosts:
        first = (
            "\nNo party lives here yet, so nobody can log in. "
            "End this, make one (`weal new`), and start again."
        )
    return f"\nOpen {_address(door)} in a browser. Ctrl-C ends it.{first}"


def _set_up(door: socket.socket, code: str) -> str:
    return f"{_address(door)}setup?code={code}"


def _check_reach(home: Path, door: socket.socket) -> None:
    """Raise Refused if a demo would answer other machines: before anything of the site is begun."""
    host = str(door.getsockname()[0])
    if build(settings(home, "")).demo and not ip_address(host).is_loopback:
        raise Refused(
            detail=f"A demo does not answer on {host}: in it nobody logs in.",
            hint="Leave out --host, or serve a home of your own.",
        )


def _hosts(home: Path) -> bool:
    return any(each.hosted for each in party.roster(OPERATOR, build(settings(home, ""))))


@contextmanager
def _stopped_by_signals(server: uvicorn.Server) -> Iterator[None]:
    """SIGTERM and SIGINT stop the server and nothing else, for the length of the block."""
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = {number: signal.signal(number, server.handle_exit) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
