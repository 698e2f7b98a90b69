"""What does a process write to its log? Its own rooms' lines from `log_level` on, and of libraries warnings at most.

A library's lesser lines may quote what passes through it: addresses of requests, texts of papers.
"""

import logging

OUR_LOGGERS = ("portwright", "activities", "carriers", "runtime", "temporalio.activity", "temporalio.workflow")


def write_log_lines(level: str) -> None:
    """To standard error, from now on. level: `debug`, `info`, `warning` or `error`."""
    least = logging.getLevelNamesMapping()[level.upper()]
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=max(least, logging.WARNING))
    for name in OUR_LOGGERS:
        logging.getLogger(name).setLevel(least)
