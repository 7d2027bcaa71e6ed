"""`weal serve` and `weal worker`: a node that answers, and the process that works for it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from commonweal.app import job
from commonweal.cli.answer import Answer, lines
from commonweal.cli.command import command, group
from commonweal.cli.session import Session

app = group("A node that answers, and the process that works for it.")


@command(app, "serve")
def serve(
    session: Session,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8080,
) -> Answer:
    """Serve the API of this home, with one worker process.

    Example: weal serve --port 8080
    """
    run(session.node.home, host=host, port=port)
    return Answer(value={"served": True}, show=lines("Stopped."))


def run(home: Path, *, host: str, port: int) -> None:
    """Answer requests until stopped, while one worker process does the jobs."""
    os.environ["COMMONWEAL_HOME"] = str(home)
    helper = subprocess.Popen([sys.executable, "-m", "commonweal", "worker", "--home", str(home)])
    try:
        print(f"http://{host}:{port}/docs", file=sys.stderr)
        uvicorn.run(
            "commonweal.api.main:served", factory=True, host=host, port=port, log_level="warning"
        )
    finally:
        helper.terminate()
        helper.wait()


@command(app, "worker")
def worker(
    session: Session,
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, then end.")] = False,
) -> Answer:
    """Do the jobs of this home until stopped.

    Example: weal worker --once
    """
    done = job.work(session.actor, session.node, once=once)
    return Answer(value={"jobs": done}, show=lines(f"{done} jobs done."))
