/*
title: {en: CNCI of joint works relative to the unit, zh: 合著论文相对于本单元的CNCI}
definition:
  en: >-
    The mean normalised citation score of the works of a unit with a partner, over that of all works of the unit; and where 95 % of the ratios would lie if the unit's works
    were drawn again, with replacement, from themselves. The interval follows from the sums of squares, on the scale of logarithms, without drawing anything.
  zh: >-
    一个统计单元与某一伙伴的合著论文的规范化引文均值，除以该单元全部论文的均值；以及把该单元的论文从自身有放回地重抽，95%的比值所在的区间。区间在对数尺度上由平方和直接算出，不需要真的抽样。
formula: >-
  value = CNCI(pair) / CNCI(unit);  low, high = value exp(-+1.96 s), s^2 = V(pair) (1 - 2 S(pair) / S(unit)) + V(unit), S = sum of scores, V = sum of squares / S^2 - 1 / works
unit: ratio
counting:
  en: Full counting; weights of 1/n in the world's means; over all works with citations and a category.
  zh: 全计数；世界平均按1/n加权；对全部有被引次数和类别的论文计算。
columns: unit, partner, year, works, value, low, high
reference: delta method; Leiden Ranking stability intervals (there 1,000 replicates)
inputs: [cells, places, pairs]
beware:
  en: It shows how much single works matter, not what the source misses. From some thirty joint works on its ends err by less than a tenth of its width; below that it is rough. Joint works have more authors and countries, which alone raises citations.
  zh: 它反映个别论文的影响，不反映数据来源的遗漏。合著论文在三十篇左右以上时，端点误差不到区间宽度的十分之一；更少时只是粗略值。合著论文的作者和国家较多，仅此一点就会抬高被引次数。
*/
WITH pair AS (
    SELECT unit, partner, year, sum(rated) AS works, sum(score) / 8053063680.0::DOUBLE AS s, sum(score_2)::DOUBLE / 64.0::DOUBLE ** 2 AS squares
    FROM cells
    JOIN pairs USING (set_id)
    WHERE year BETWEEN since AND until
    GROUP BY unit, partner, year
), own AS (
    SELECT unit, year, sum(rated) AS works, sum(score) / 8053063680.0::DOUBLE AS s, sum(score_2)::DOUBLE / 64.0::DOUBLE ** 2 AS squares
    FROM cells
    JOIN places USING (set_id)
    WHERE year BETWEEN since AND until
    GROUP BY unit, year
), ratios AS (
    SELECT unit, partner, year, pair.works, (pair.s / pair.works) / (own.s / own.works) AS value,
        sqrt(greatest((pair.squares / pair.s ** 2 - 1 / pair.works) * (1 - 2 * pair.s / own.s) + own.squares / own.s ** 2 - 1 / own.works, 0)) AS error
    FROM pair
    JOIN own USING (unit, year)
    WHERE pair.s > 0
)
SELECT unit, partner, year, works::BIGINT AS works, value, value * exp(-1.959964 * error) AS low, value * exp(1.959964 * error) AS high
FROM ratios
ORDER BY unit, partner, year
