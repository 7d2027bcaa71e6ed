"""Long work: a table of jobs, a worker process, or the same job in the foreground."""

from commonweal.adapters.jobs.foreground import asked_to_stop, run_here, run_to_best
from commonweal.adapters.jobs.process import ending_with_stdin, kept_running
from commonweal.adapters.jobs.progress import shown_progress
from commonweal.adapters.jobs.run import Handler
from commonweal.adapters.jobs.table import JobTable
from commonweal.adapters.jobs.worker import stopping_on_signals, work, work_off

__all__ = [
    "Handler",
    "JobTable",
    "asked_to_stop",
    "ending_with_stdin",
    "kept_running",
    "run_here",
    "run_to_best",
    "shown_progress",
    "stopping_on_signals",
    "work",
    "work_off",
]
