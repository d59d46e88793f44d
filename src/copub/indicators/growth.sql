/*
title: {en: Growth between two windows, zh: 两个时段之间的增长}
definition:
  en: Works of the later window of years over works of the earlier one; 2.00 means that the number doubled.
  zh: 后一时段的论文数与前一时段之比；2.00表示增至2倍。
formula: ratio = sum of works(later) / sum of works(earlier)
unit: ratio
counting:
  en: That of the series it is given.
  zh: 与所给序列相同。
columns: the series' own keys, earlier, later, ratio
reference: definition (Table 1 and Table 2 of the source report use it)
inputs: [series]
beware:
  en: It grows with the database's coverage as well as with research. A window of which the series lacks a year has no value.
  zh: 数据库收录范围扩大也会抬高这个比值。序列缺少时段中的任何一年，就没有数值。
*/
WITH windows AS (
    SELECT * EXCLUDE (year, works),
        CASE WHEN count(DISTINCT year) FILTER (year BETWEEN $earlier[1] AND $earlier[2]) = $earlier[2] - $earlier[1] + 1
            THEN sum(works) FILTER (year BETWEEN $earlier[1] AND $earlier[2]) END AS earlier,
        CASE WHEN count(DISTINCT year) FILTER (year BETWEEN $later[1] AND $later[2]) = $later[2] - $later[1] + 1
            THEN sum(works) FILTER (year BETWEEN $later[1] AND $later[2]) END AS later
    FROM series
    GROUP BY ALL
)
SELECT *, later / nullif(earlier, 0) AS ratio
FROM windows
ORDER BY ALL
