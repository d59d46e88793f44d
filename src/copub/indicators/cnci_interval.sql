/*
title: {en: Stability interval, zh: 稳定区间}
definition:
  en: >-
    Where 95 % of the means would lie if the works were drawn again, with replacement, from themselves. It follows from the sums of squares and cubes
    without drawing anything.
  zh: 从现有论文中有放回地重抽，95%的平均值会落在这个区间。由平方和与立方和直接算出，不需要真的抽样。
formula: mean + s (z + g (z^2 - 1) / 6), z = -1.96 and 1.96, s = sd / sqrt(n), g = skewness / sqrt(n)
unit: index
counting:
  en: Full counting; weights of 1/n in the world's means.
  zh: 全计数；世界平均按1/n加权。
columns: the places' own keys, works, value, low, high
reference: Leiden Ranking stability intervals; Cornish-Fisher expansion of the bootstrap distribution
inputs: [cells, places]
beware:
  en: It shows how much single works matter, not what the source misses. Below some thirty works it is too narrow.
  zh: 它反映个别论文的影响，不反映数据来源的遗漏。论文少于三十篇左右时，区间偏窄。
*/
WITH moments AS (
    SELECT places.* EXCLUDE (since, until, set_id, inside, countries, parties), year,
        sum(rated) AS works,
        sum(score) / (sum(rated) * 8053063680.0::DOUBLE) AS mean,
        sum(score_2)::DOUBLE / (sum(rated) * 64.0::DOUBLE ** 2) AS mean_2,
        sum(score_3)::DOUBLE / (sum(rated) * 64.0::DOUBLE ** 3) AS mean_3
    FROM cells
    JOIN places USING (set_id)
    WHERE rated > 0 AND year BETWEEN since AND until
    GROUP BY ALL
), shape AS (
    SELECT *, if(works > 1, greatest(mean_2 - mean ** 2, 0), 0) AS variance, mean_3 - 3 * mean * mean_2 + 2 * mean ** 3 AS third FROM moments
), error AS (
    SELECT *, sqrt(variance / works) AS s, if(variance > 1e-9, third / variance ** 1.5 / sqrt(works), 0) AS g FROM shape
)
SELECT error.* EXCLUDE (works, mean, mean_2, mean_3, variance, third, s, g), works::BIGINT AS works, mean AS value,
    greatest(mean + s * (-1.959964 + g * (1.959964 ** 2 - 1) / 6), 0) AS low,
    mean + s * (1.959964 + g * (1.959964 ** 2 - 1) / 6) AS high
FROM error
ORDER BY ALL
