"""What a process says about itself: one line per event on stderr, JSON unless a person watches."""

import logging
import sys
from traceback import walk_tb

import structlog
from structlog.typing import EventDict, Processor

log = structlog.get_logger()


def log_to_stderr() -> None:
    """Write the log of this process to stderr: readable on a terminal, else JSON lines.

    A line holds ids, counts and our own words. An exception is told by its kind and by the places
    it passed, never by its message, which may quote a name or a row; a line of a library is told
    without the values that it was to be filled with.
    """
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_message,
            _renderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(handlers=[_Forward()], level=logging.WARNING)


def _renderer() -> Processor:
    if sys.stderr.isatty():
        return structlog.dev.ConsoleRenderer()
    return structlog.processors.JSONRenderer()


def _without_message(_: object, __: str, event: EventDict) -> EventDict:
    problem = _exception(event.pop("exc_info", None))
    if problem is None:
        return event
    places = [
        f"{frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"
        for frame, line in walk_tb(problem.__traceback__)
    ]
    return {**event, "error": type(problem).__qualname__, "places": places}


def _exception(told: object) -> BaseException | None:
    if isinstance(told, BaseException):
        return told
    if isinstance(told, tuple):
        return _exception(told[1])
    return sys.exception() if told else None


class _Forward(logging.Handler):
    """Hands the lines of libraries to our log."""

    def emit(self, record: logging.LogRecord) -> None:
        words = str(record.msg).splitlines() or [""]
        log.log(record.levelno, words[0], logger=record.name, exc_info=record.exc_info)
