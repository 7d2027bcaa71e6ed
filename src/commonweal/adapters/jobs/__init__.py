"""Long work: a table of jobs, a worker process, or the same job in the foreground."""

from commonweal.adapters.jobs.foreground import run_here
from commonweal.adapters.jobs.process import ending_with_stdin, kept_running
from commonweal.adapters.jobs.progress import shown_progress
from commonweal.adapters.jobs.run import Handler
from commonweal.adapters.jobs.table import JobTable
from commonweal.adapters.jobs.worker import stopping_on_signals, work, work_off

__all__ = [
    "Handler",
    "JobTable",
    "ending_with_stdin",
    "kept_running",
    "run_here",
    "shown_progress",
    "stopping_on_signals",
    "work",
    "work_off",
]
