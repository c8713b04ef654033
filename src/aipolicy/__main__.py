"""`python -m aipolicy` runs the command line."""

from aipolicy.cli import main

main()
