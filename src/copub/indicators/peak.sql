/*
title: {en: "Peak, decline and recovery", zh: 峰值、回落与回升}
definition:
  en: The year of a series' largest value, the lowest value since, and the last value; the change from peak to last, and the recovery from the low point. Of several equal years the first counts. A series at its peak in the last year has neither decline nor recovery.
  zh: 序列取最大值的年份、此后的最低值和末年的值；由此得到末年相对峰值的变化，以及自低点以来的回升。数值相同的年份取最早一年。末年即峰值的序列既无回落也无回升。
formula: change = last / peak - 1;  recovery = last / lowest since peak - 1
unit: share
counting:
  en: That of the series it is given.
  zh: 与所给序列相同。
columns: the series' own keys, peak_year, peak, low_year, low, last_year, last, change, recovery
reference: definition
inputs: [series]
beware:
  en: The last year of a live database is still filling up, so a decline at its end can be late indexing.
  zh: 实时数据库的最近一年仍在补录，末尾的下降可能只是收录滞后。
*/
WITH peaks AS (
    SELECT * EXCLUDE (year, works),
        arg_max(year, (works, -year)) AS peak_year, max(works) AS peak,
        max(year) AS last_year, arg_max(works, year) AS last
    FROM series
    GROUP BY ALL
), lows AS (
    SELECT peaks.*, arg_min(year, (works, year)) AS low_year, min(works) AS low
    FROM series
    NATURAL JOIN peaks
    WHERE year >= peak_year
    GROUP BY ALL
)
SELECT * EXCLUDE (last_year, last, low_year, low), low_year, low, last_year, last, last / peak - 1 AS change, last / low - 1 AS recovery
FROM lows
ORDER BY ALL
