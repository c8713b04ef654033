"""The command line: assess a case, list the provisions, show one, check a text.

Exit codes: 0 done; 1 a text that differs from the code; 2 bad input, or a library that is not
installed. A closed pipe and Ctrl-C end it by their signals.
"""

import signal
import sys

from aipolicy.cli.streams import write_all_characters

BAD_INPUT = 2


def main() -> None:
    """Run the command line on the arguments of the process.

    A closed pipe and Ctrl-C end it at once and in silence, as they end other programs.
    """
    for name in ("SIGPIPE", "SIGINT"):
        if hasattr(signal, name):  # some systems have no pipes of this kind
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        write_all_characters(stream)
    try:
        from aipolicy.cli.commands import app  # noqa: PLC0415  (needs the extra)
    except ModuleNotFoundError as missing:
        if str(missing.name).partition(".")[0] not in {"typer", "rich"}:
            raise
        sys.stderr.write(
            "The command line needs Typer and Rich; pip install 'aipolicy[cli]' brings them.\n"
        )
        sys.exit(BAD_INPUT)
    app(prog_name="aipolicy")
