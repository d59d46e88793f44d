/*
title: {en: Change of a share between two windows, zh: 占比在两个时段之间的变化}
definition:
  en: The share of a part in its whole, pooled over each window of years, and the difference of the two shares.
  zh: 部分占整体的比例，在每个时段内合并计算，再求两个比例之差。
formula: change = sum of part(later) / sum of whole(later) - sum of part(earlier) / sum of whole(earlier)
unit: points
counting:
  en: That of the series it is given.
  zh: 与所给序列相同。
columns: the series' own keys, earlier, later, change
reference: definition (last column of Table 2 of the source report)
inputs: [series]
beware:
  en: A difference of two percentages is in percentage points, not in percent.
  zh: 两个百分比之差以百分点计，不是百分之几。
*/
WITH windows AS (
    SELECT * EXCLUDE (year, part, whole),
        sum(part) FILTER (year BETWEEN $earlier[1] AND $earlier[2]) / sum(whole) FILTER (year BETWEEN $earlier[1] AND $earlier[2]) AS earlier,
        sum(part) FILTER (year BETWEEN $later[1] AND $later[2]) / sum(whole) FILTER (year BETWEEN $later[1] AND $later[2]) AS later
    FROM series
    GROUP BY ALL
)
SELECT *, later - earlier AS change
FROM windows
ORDER BY ALL
