"""Exceptions mean that gongkai cannot run; problems in content are values (see `findings`).

    GongkaiError            cannot run, message in Chinese, exit code 2
    ├── UsageError          the command line asks for something impossible
    ├── SetupError          a tool or package that is needed is missing
    └── PublishError        the output could not be written or exchanged
"""

from __future__ import annotations


class GongkaiError(Exception):
    """Base of all expected failures. `str(error)` is one Chinese sentence that names the way out."""


class UsageError(GongkaiError):
    """The command line asks for something impossible."""


class SetupError(GongkaiError):
    """Something that the run needs is not installed or not readable."""


class PublishError(GongkaiError):
    """The output tree could not be written or exchanged; the old one stands."""
