/*
title: {en: Excess over the earlier trend, zh: 高出此前趋势的幅度}
definition:
  en: How far a year's works lie above the constant yearly growth fitted to a base window (a straight line through the logarithms, by least squares) and carried on.
  zh: 先用基准时段拟合固定年增长率（对数的最小二乘直线）并向后延伸，再看某年的论文数高出延伸线多少。
formula: excess = works / exp(a + b * year) - 1,  a and b fitted on the base window
unit: share
counting:
  en: That of the series it is given.
  zh: 与所给序列相同。
columns: the series' own keys, year, works, expected, excess
reference: definition
inputs: [series]
beware:
  en: It shows when a series leaves its own past, not why. Wider coverage, a pandemic and more research look the same.
  zh: 它只显示序列何时偏离自己的过去，不说明原因：收录扩大、疫情和科研增长看上去一样。
*/
WITH trend AS (
    SELECT * EXCLUDE (year, works),
        regr_slope(ln(works), year) FILTER (year BETWEEN $base[1] AND $base[2]) AS slope,
        regr_intercept(ln(works), year) FILTER (year BETWEEN $base[1] AND $base[2]) AS intercept
    FROM series
    GROUP BY ALL
)
SELECT * EXCLUDE (slope, intercept), exp(intercept + slope * year) AS expected, works / exp(intercept + slope * year) - 1 AS excess
FROM series
NATURAL JOIN trend
ORDER BY ALL
