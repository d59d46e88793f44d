/*
title: {en: Share of bilateral works, zh: 双边合作论文占比}
definition:
  en: >-
    The mean number of partner countries of an international work, and what follows from it for bilateral works (exactly one partner).
    Were a share b bilateral, all others would have two partners or more, so the mean would be at least b + 2(1 - b).
    Records say how many countries each work has: then both ends are the share itself.
  zh: >-
    国际合作论文的平均伙伴国数，以及由此推出的双边论文（恰有一个伙伴国）占比的下限：若双边占比为b，其余论文至少有两个伙伴国，
    则平均数不小于b + 2(1 - b)。论文记录给出每篇论文的国家数，两端就是占比本身。
formula: m = sum over partners of joint / international;  max(0, 2 - m) <= bilateral / international <= 1
unit: share
counting:
  en: Full counting.
  zh: 全计数。
columns: unit, year, mean_partners, low, high
reference: derived here; OpenAlex country pairs, August 2024, or a corpus of records
beware:
  en: From pairs it is a bound, not an estimate. A few works with dozens of countries raise the mean and loosen the bound; from a mean of two on, nothing follows.
  zh: 由国家对推出的是下限，不是估计。少数涉及几十国的论文抬高平均数，使下限变松；平均数达到2以后，什么也推不出来。
*/
WITH means AS (
    SELECT pairs.unit, pairs.year, sum(pairs.works) / any_value(whole.works) AS mean_partners
    FROM joint AS pairs
    JOIN countries ON countries.code = pairs.partner
    JOIN international AS whole ON whole.release = pairs.release AND whole.unit = pairs.unit AND whole.year = pairs.year
    WHERE pairs.release = $release
    GROUP BY pairs.unit, pairs.year
)
SELECT unit, year, mean_partners,
    coalesce(sizes.bilateral / sizes.international, greatest(0, 2 - mean_partners)) AS low,
    coalesce(sizes.bilateral / sizes.international, 1) AS high
FROM means
LEFT JOIN (SELECT * FROM sizes WHERE release = $release) AS sizes USING (unit, year)
WHERE list_contains($places::VARCHAR[], unit) AND year BETWEEN $first_year AND $last_year
ORDER BY unit, year
