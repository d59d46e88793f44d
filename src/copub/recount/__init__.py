"""Every fact counted a second time, from the lines of the tables, in plain Python: no engine, no data frame, no notebook.

It shares with the first way only the files and the names of the facts. Each number that a recount looks at is noted with its file,
line and column, so that a fact can say on which cells it rests.
"""

from copub.recount.desk import Desk, NotThere, desk_of
from copub.recount.lines import Carried, Cell, Files
from copub.recount.recounting import Recounted, recount
from copub.recount.single import recount_one

__all__ = ["Carried", "Cell", "Desk", "Files", "NotThere", "Recounted", "desk_of", "recount", "recount_one"]
