"""The command line: assess a case, list the provisions, show one, check a text.

Exit codes: 0 done; 1 a text that differs from the code; 2 bad input, or a library that is not
installed; 3 no answer, since the program failed or its output cannot be written. A closed pipe and
Ctrl-C end it by their signals.
"""

import signal
import sys

from aipolicy.cli.streams import write_all_characters

BAD_INPUT, NO_ANSWER = 2, 3


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
        from aipolicy.cli.program import run  # noqa: PLC0415  (needs the extra)
    except ModuleNotFoundError as missing:
        if str(missing.name).partition(".")[0] in {"click", "rich"}:
            sys.stderr.write("aipolicy: pip install 'aipolicy[cli]'\n")
            sys.exit(BAD_INPUT)
        sys.stderr.write(f"aipolicy: {missing}\n")
        sys.exit(NO_ANSWER)
    sys.exit(run(sys.argv[1:]))
