"""From a cube to the series of its indicators: one tidy CSV table each, the thing that is safe to publish.

Which countries, blocs and regions stand in them, and which windows are compared, is the choice of an edition (`choice.py`); the years
are those of the cube.
"""

from copub.series.writing import write_series

__all__ = ["write_series"]
