/*
title: {en: Break between two releases, zh: 两个发布版之间的断点}
definition:
  en: The same place and year in two releases of the same statistics, and their ratio. It tells how much of a difference is revision, not research.
  zh: 同一统计单元、同一年在同一统计的两个发布版中的数值及其比值，用来区分修订造成的差别与科研本身的变化。
formula: ratio = total(later release) / total(earlier release)
unit: ratio
counting:
  en: Full counting.
  zh: 全计数。
columns: unit, year, earlier, later, ratio
reference: NCSES tables SPBS-35 (accessed May 2021) and SPBS-33 (accessed April 2023)
beware:
  en: Series of different releases are never joined into one line in this book.
  zh: 本书从不把不同发布版的序列连成一条线。
*/
SELECT unit, year, earlier.total AS earlier, later.total AS later, later.total / earlier.total AS ratio
FROM ncses_output AS earlier
JOIN ncses_output AS later USING (unit, year)
WHERE earlier.release = 'ncses-2021' AND later.release = 'ncses-2023' AND list_contains($places::VARCHAR[], unit)
ORDER BY unit, year
