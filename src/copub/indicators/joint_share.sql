/*
title: {en: Partner's share of a unit's works, zh: 伙伴在统计单元论文中的占比}
definition:
  en: >-
    Of a unit's works, and of its international works, the part written with a partner, and the ends between which works with unknown countries leave it. A country
    in both units counts for the partner only, so its works without another country of the unit stand outside.
  zh: >-
    一个统计单元的全部论文和国际合作论文中，与某一伙伴合写的部分，以及国家不明的论文使它可能达到的两端。同属两个单元的国家只算作伙伴，它没有与本单元其他国家合写的论文不计在内。
formula: >-
  of_output = joint / works;  of_international = joint / international works;  low: no work of unknown countries is joint unless known to be;  high: every one is
unit: share
counting:
  en: Full counting; the shares of all partners add up to more than one.
  zh: 全计数；所有伙伴的占比之和大于一。
columns: unit, partner, year, joint, of_output, of_output_low, of_output_high, of_international, of_international_low, of_international_high
reference: Luukkonen et al. 1993 (doi 10.1007/BF02016282); cube
inputs: [cells, places, pairs]
beware:
  en: Not symmetric; swapping unit and partner changes the denominator. The ends take every work with unknown countries as possibly joint, so for small pairs they lie far apart.
  zh: 不对称：互换单元与伙伴，分母随之改变。两端把每篇国家不明的论文都看作可能的合著，所以小的一对区间很宽。
*/
WITH counted AS (
    SELECT year, set_id, sum(works) AS works, sum(if(unknown > 0 OR truncated, works, 0)) AS open FROM cells GROUP BY year, set_id
), every AS (
    SELECT year, sum(open) AS open FROM counted GROUP BY year
), theirs AS (
    SELECT unit AS partner, year, sum(open) AS open FROM counted JOIN places USING (set_id) WHERE year BETWEEN since AND until GROUP BY unit, year
), wanted AS (
    SELECT DISTINCT unit, partner FROM counted JOIN pairs USING (set_id) WHERE year BETWEEN since AND until
), own AS (
    SELECT wanted.unit, wanted.partner, year,
        sum(works) AS works, sum(counted.open) AS open,
        sum(if(pairs.set_id IS NOT NULL, works, 0)) AS joint, sum(if(pairs.set_id IS NOT NULL, counted.open, 0)) AS joint_open,
        sum(if(pairs.set_id IS NOT NULL OR places.parties > 1, works, 0)) AS international,
        sum(if(pairs.set_id IS NOT NULL OR places.parties > 1, counted.open, 0)) AS international_open
    FROM wanted
    JOIN places USING (unit)
    JOIN counted ON counted.set_id = places.set_id AND year BETWEEN places.since AND places.until
    LEFT JOIN pairs ON pairs.unit = wanted.unit AND pairs.partner = wanted.partner AND pairs.set_id = places.set_id
        AND year BETWEEN pairs.since AND pairs.until
    LEFT JOIN places AS alone ON alone.unit = wanted.partner AND alone.set_id = places.set_id
        AND year BETWEEN alone.since AND alone.until
    WHERE pairs.set_id IS NOT NULL OR alone.set_id IS NULL
    GROUP BY ALL
)
SELECT unit, partner, year, joint::BIGINT AS joint,
    joint / works AS of_output,
    joint / (works + every.open - own.open - coalesce(theirs.open, 0) + joint_open) AS of_output_low,
    (joint + every.open - joint_open) / (works + every.open - own.open) AS of_output_high,
    joint / nullif(international, 0) AS of_international,
    joint / nullif(international - international_open + joint_open + every.open - coalesce(theirs.open, 0), 0) AS of_international_low,
    (joint + every.open - joint_open) / nullif(international - international_open + every.open, 0) AS of_international_high
FROM own
JOIN every USING (year)
LEFT JOIN theirs USING (partner, year)
ORDER BY unit, partner, year
