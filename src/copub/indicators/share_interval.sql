/*
title: {en: Stability interval of a share, zh: 占比的稳定区间}
definition:
  en: >-
    Where the middle 95 % of the shares would lie if the works of the denominator were drawn again, with replacement, from themselves: the 2.5th and 97.5th percentile. Such a
    drawing of n works of which k belong to the share is binomial, so the percentiles are computed exactly, as from endlessly many replicates, and nothing is drawn.
  zh: >-
    把分母中的论文从自身有放回地重抽，中间95%的占比会落在这个区间，即第2.5和第97.5百分位。n篇论文中有k篇属于该部分时，重抽的结果服从二项分布，因此百分位可以精确算出，相当于无限次重抽，不需要真的抽样。
formula: "low = min{j : P(X <= j) >= 0.025} / n,  high = min{j : P(X <= j) >= 0.975} / n,  X binomial with n = whole and p = part / whole"
unit: share
counting:
  en: That of the series it is given; parts and wholes must be whole numbers of works.
  zh: 与所给序列相同；部分与整体须为整数篇数。
columns: the series' own keys, part, whole, value, low, high
reference: Leiden Ranking stability intervals (there 1,000 replicates)
inputs: [series]
beware:
  en: It shows how much single works matter; it is no sampling error, and it knows nothing of what the source misses. A share of none or all has no width.
  zh: 它反映个别论文的影响，不是抽样误差，也不反映数据来源的遗漏。占比为零或为全部时，区间没有宽度。
*/
WITH drawn AS (
    SELECT part, whole, part / whole AS p, sqrt(part * (1 - part / whole)) AS sd
    FROM (SELECT DISTINCT part::DOUBLE AS part, whole::DOUBLE AS whole FROM series WHERE whole > 0)
), outcomes AS (
    SELECT *, unnest(range(greatest(0, floor(part - 6 * sd) - 6)::BIGINT, least(whole, ceil(part + 3 * sd) + 6)::BIGINT + 1))::DOUBLE AS j
    FROM drawn
    WHERE part BETWEEN 1 AND whole - 1
), chances AS (
    SELECT part, whole, j, sum(exp(lgamma(whole + 1) - lgamma(j + 1) - lgamma(whole - j + 1) + j * ln(p) + (whole - j) * ln(1 - p)))
        OVER (PARTITION BY part, whole ORDER BY j) AS at_most
    FROM outcomes
), percentiles AS (
    SELECT part, whole, min(j) FILTER (at_most >= 0.025) / whole AS low, min(j) FILTER (at_most >= 0.975) / whole AS high
    FROM chances
    GROUP BY part, whole
)
SELECT series.*, series.part / series.whole AS value, coalesce(low, series.part / series.whole) AS low, coalesce(high, series.part / series.whole) AS high
FROM series
LEFT JOIN percentiles ON percentiles.part = series.part AND percentiles.whole = series.whole
WHERE series.whole > 0
ORDER BY ALL
