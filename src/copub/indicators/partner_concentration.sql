/*
title: {en: Concentration of partners, zh: 合作伙伴集中度}
definition:
  en: >-
    How evenly a unit's joint works spread over its partners: the Herfindahl index of the partners' shares, the number of equal partners it stands for, Hill numbers of order
    0 and 1, and the share of the largest n partners.
  zh: 一个单元的合著论文在各伙伴之间分布得是否均匀：伙伴份额的赫芬达尔指数及其对应的等量伙伴数，0阶和1阶希尔数，以及前n名伙伴的份额。
formula: s = joint / sum of joint;  hhi = sum s^2;  effective = 1 / hhi;  hill_0 = partners;  hill_1 = exp(-sum s ln s)
unit: index
counting:
  en: That of the series it is given; a work with three countries counts for two partners.
  zh: 与所给序列相同；三国论文对两个伙伴各计一次。
columns: unit, year, hhi, effective, hill_0, hill_1, top_share
reference: Hill 1973; Herfindahl-Hirschman
inputs: [joint]
beware:
  en: Shares are of the sum over partners, not of the works. The order of units may differ between the three measures.
  zh: 份额以各伙伴之和为分母，不以论文数为分母。三种度量给出的排序可能不同。
*/
WITH shares AS (
    SELECT unit, partner, year, works / sum(works) OVER (PARTITION BY unit, year) AS s,
        row_number() OVER (PARTITION BY unit, year ORDER BY works DESC, partner) AS position
    FROM joint
    WHERE works > 0 AND partner <> unit
)
SELECT unit, year, sum(s * s) AS hhi, 1 / sum(s * s) AS effective, count(*) AS hill_0, exp(-sum(s * ln(s))) AS hill_1,
    sum(if(position <= $top, s, 0)) AS top_share
FROM shares
GROUP BY unit, year
ORDER BY unit, year
