/*
title: {en: Bounds of shares, zh: 占比的上下界}
definition:
  en: >-
    Between which ends a share of a unit's works can lie, when a work with unknown countries may have any others besides those known. The ends are sharp: each is reached by
    some choice of the unknown countries. Shares: international and several_countries of all works; bilateral, trilateral, four_or_more and multilateral of the international ones.
  zh: >-
    国家不明的论文，除已知国家外还可能涉及任何国家；由此一个统计单元的占比可能落在哪两端之间。两端都是紧的：总有某种补全方式使之达到。international和several_countries以全部论文为分母，bilateral、trilateral、four_or_more、multilateral以国际合作论文为分母。
formula: >-
  low = certain / (certain + possibly in the rest);  high = possible / (possible + certainly in the rest), where the rest are the works of the denominator outside the share
unit: share
counting:
  en: Full counting; a bloc counts as one party, in several_countries each of its members for itself.
  zh: 全计数；集团算一方，在several_countries中各成员国分别计算。
columns: unit, year, share, value, low, high
reference: cube; derived here
inputs: [cells, sets, places]
beware:
  en: The ends of two shares, or of two units, are in general not reached together. The band says nothing about which value within it is likely.
  zh: 两个占比（或两个单元）的端点一般不会同时达到。区间不说明其中哪个值更可能。
*/
WITH open AS (
    SELECT year, sets.countries, sum(works) AS works
    FROM cells
    JOIN sets USING (set_id)
    WHERE unknown > 0 OR truncated
    GROUP BY ALL
), own AS (
    SELECT unit, year, countries, parties, unknown > 0 OR truncated AS open, sum(works) AS works
    FROM cells
    JOIN places USING (set_id)
    WHERE year BETWEEN since AND until
    GROUP BY ALL
), states AS (
    SELECT *, false AS elsewhere FROM own
    UNION ALL
    SELECT unit, year, countries + 1, countries + 1, true, open.works, true FROM (SELECT DISTINCT unit, year FROM own) JOIN open USING (year)
    UNION ALL
    SELECT unit, year, countries + 1, countries + 1, true, -works, true FROM own WHERE open
), shares (share, whole, least, most) AS (
    VALUES ('international', 1, 2, 999), ('several_countries', 1, 2, 999), ('bilateral', 2, 2, 2), ('trilateral', 2, 3, 3),
        ('four_or_more', 2, 4, 999), ('multilateral', 2, 3, 999)
), numbered AS (
    SELECT *, if(share = 'several_countries', countries, parties) AS fewest FROM states, shares
), possible AS (
    SELECT *, fewest <= most AND (open OR fewest >= least) AS inside,
        if(open, most < 999 OR fewest < least, fewest >= whole AND NOT fewest BETWEEN least AND most) AS rest
    FROM numbered
), counts AS (
    SELECT unit, year, share,
        sum(if(NOT elsewhere AND fewest BETWEEN least AND most, works, 0)) AS part,
        sum(if(NOT elsewhere AND fewest >= whole, works, 0)) AS whole,
        sum(if(inside, works, 0)) AS possible,
        sum(if(inside AND NOT rest AND NOT elsewhere, works, 0)) AS certain,
        sum(if(rest, works, 0)) AS possible_rest,
        sum(if(rest AND NOT inside AND NOT elsewhere, works, 0)) AS certain_rest
    FROM possible
    GROUP BY unit, year, share
)
SELECT unit, year, share, part / whole AS value,
    certain / (certain + possible_rest) AS low,
    possible / (possible + certain_rest) AS high
FROM counts
WHERE whole > 0
ORDER BY unit, year, share
