/*
title: {en: Share of a partner in a region, zh: 伙伴国在地区中的占比}
definition:
  en: >-
    The part of a region's works that the region's other countries write with one partner. Where the partner belongs to the region, its works without any other country of
    the region stand in the denominator or not: both are given, each with the ends between which works of unknown countries leave it.
  zh: 一个地区的论文中，该地区其他国家与某一伙伴国合写的部分。伙伴国属于该地区时，它没有与地区内其他国家合作的论文可以计入分母，也可以不计：两种都给出，并各附国家不明的论文使它可能达到的两端。
formula: share_with = joint / works with a country of R;  share_without = joint / works with a country of R other than k
unit: share
counting:
  en: Full counting.
  zh: 全计数。
columns: unit, partner, year, joint, works_with, works_without, share_with, low_with, high_with, share_without, low_without, high_without
reference: cube; Table 2 of the source report leaves the denominator open
inputs: [cells, places, members]
beware:
  en: For China in the Asia-Pacific the two denominators differ by more than half of the region's works.
  zh: 就亚太地区中的中国而言，两种分母相差该地区论文的一半以上。
*/
WITH counted AS (
    SELECT year, set_id, sum(works) AS works, sum(if(unknown > 0 OR truncated, works, 0)) AS open FROM cells GROUP BY year, set_id
), every AS (
    SELECT year, sum(open) AS open FROM counted GROUP BY year
), theirs AS (
    SELECT year, sum(open) AS open FROM counted JOIN places USING (set_id) WHERE year BETWEEN since AND until AND unit = $partner GROUP BY year
), here AS (
    SELECT region.unit, counted.*, partner.set_id IS NOT NULL AS with_partner,
        region.inside - if(partner.set_id IS NOT NULL AND members.member IS NOT NULL, 1, 0) AS others
    FROM counted
    JOIN places AS region ON region.set_id = counted.set_id AND counted.year BETWEEN region.since AND region.until
    LEFT JOIN places AS partner ON partner.unit = $partner AND partner.set_id = counted.set_id
        AND counted.year BETWEEN partner.since AND partner.until
    LEFT JOIN members ON members.unit = region.unit AND members.member = $partner AND members.year = counted.year
    WHERE region.unit = $region
), counts AS (
    SELECT unit, year,
        sum(if(with_partner AND others > 0, works, 0)) AS joint,
        sum(if(with_partner AND others > 0, open, 0)) AS joint_open,
        sum(if(with_partner, open, 0)) AS partner_open,
        sum(works) AS works_with,
        sum(open) AS open_with,
        sum(if(others > 0, works, 0)) AS works_without,
        sum(if(others > 0, open, 0)) AS open_without
    FROM here
    GROUP BY unit, year
), apart AS (
    SELECT counts.*, every.open AS every_open, every.open - coalesce(theirs.open, 0) AS open_apart
    FROM counts
    JOIN every USING (year)
    LEFT JOIN theirs USING (year)
)
SELECT unit, $partner AS partner, year, joint::BIGINT AS joint, works_with::BIGINT AS works_with, works_without::BIGINT AS works_without,
    joint / works_with AS share_with,
    joint / (works_with - open_with + partner_open + open_apart) AS low_with,
    (joint + every_open - joint_open) / (works_with - open_with + every_open) AS high_with,
    joint / nullif(works_without, 0) AS share_without,
    joint / nullif(works_without - open_without + joint_open + open_apart, 0) AS low_without,
    (joint + every_open - joint_open) / nullif(works_without - open_without + every_open, 0) AS high_without
FROM apart
ORDER BY unit, year
