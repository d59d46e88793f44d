"""Two editions set side by side: which facts moved, by how much, and why.

Each has its facts and the tables they rest on (`sides`). From the first to the second one thing is changed at a time (`steps`, `works`),
and every fact is recounted after each; what it moves by is then a sum of parts (`moves`), down to the cell (`cells`). Verdicts that
differ are named (`verdicts`), and all of it is written out (`comparing`, `writing`).
"""

from copub.audit.diff.comparing import Comparison, compare
from copub.audit.diff.sides import Side, counted_again, side_of
from copub.audit.diff.writing import FORMATS

__all__ = ["FORMATS", "Comparison", "Side", "compare", "counted_again", "side_of"]
