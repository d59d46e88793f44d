"""`python -m copub` is the `copub` command."""

from copub.cli import main

main()
