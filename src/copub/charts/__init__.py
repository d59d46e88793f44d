"""Charts draw tidy tables in both languages; they do not count. Only here matplotlib and seaborn are known."""

from copub.charts.comparison import bars, dumbbell
from copub.charts.draw import draw_both
from copub.charts.matrix import heat
from copub.charts.ranking import ranks
from copub.charts.section import figures
from copub.charts.trend import lines, panels

__all__ = ["bars", "draw_both", "dumbbell", "figures", "heat", "lines", "panels", "ranks"]
