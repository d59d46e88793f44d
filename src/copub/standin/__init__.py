"""A stand-in for OpenAlex's API on this machine alone, answering from invented works: for tests and for trying a harvest.

It knows what a harvest asks: `/works` with filters, group_by, cursors, lists, samples and select, in the shapes and words of the
real one as recorded in March 2026, with its errors, prices and headers.
"""

from copub.standin.answers import Reply, StandIn
from copub.standin.works import open_works

__all__ = ["Reply", "StandIn", "open_works"]
