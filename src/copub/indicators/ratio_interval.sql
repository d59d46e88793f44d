/*
title: {en: Stability interval of a ratio, zh: 比值的稳定区间}
definition:
  en: >-
    The ratio of two counts of works, of two units in the same years or of one unit in two windows, and where the middle 95 % of the ratios would lie if the works of both together
    were drawn again, with replacement, from themselves. It follows from the counts (Fieller), without drawing anything.
  zh: >-
    两个论文数之比，可以是同一时期的两个单元，也可以是同一单元的两个时段；以及把两者合在一起的论文从自身有放回地重抽，中间95%的比值所在的区间。由论文数直接算出（菲勒方法），不需要真的抽样。
formula: >-
  ratio = one / other;  low and high are the r with (one - r other)^2 = q (one - 2 r shared + r^2 other), q = z^2 / (1 + z^2 / n), z = 1.96, n = one + other - shared
unit: ratio
counting:
  en: Full counting; a work of both sets counts in both.
  zh: 全计数；同属两组的论文在两边各计一次。
columns: the series' own keys, one, other, shared, ratio, low, high
reference: Fieller 1954; Leiden Ranking stability intervals (there 1,000 replicates)
inputs: [series]
beware:
  en: It shows how much single works matter, not what the source misses. Below some thirty works on either side it is rough; below four in the denominator there is no upper end.
  zh: 它反映个别论文的影响，不反映数据来源的遗漏。任何一边少于三十篇左右时只是粗略值；分母不足四篇时没有上端。
*/
WITH terms AS (
    SELECT *, 1.959964 ** 2 / (1 + 1.959964 ** 2 / (one + other - shared)) AS q FROM series WHERE other > 0
), roots AS (
    SELECT *, one::DOUBLE * other - q * shared AS middle,
        sqrt(greatest((one::DOUBLE * other - q * shared) ** 2 - other * (other - q) * one * (one - q), 0)) AS spread
    FROM terms
)
SELECT * EXCLUDE (q, middle, spread), one / other AS ratio,
    greatest(one * (one - q) / nullif(middle + spread, 0), 0) AS low,
    if(other > q, (middle + spread) / (other * (other - q)), NULL) AS high
FROM roots
ORDER BY ALL
