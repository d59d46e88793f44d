/*
title: {en: Share of works among the most cited, zh: 高被引论文占比}
definition:
  en: >-
    The part of a unit's works that belongs to the most cited 10 % and 1 % of the world's works of the same category, year and type. Works exactly on the threshold belong in
    part, so that the world is exactly 10 % and 1 %; a work of several categories belongs by the mean of its parts. Low and high are the ends
    to which works of unknown countries could move the share, were they the unit's;
    they are reached where no such work is divided by the threshold.
  zh: >-
    一个单元的论文中，进入全世界同一类别、同一年份、同一类型被引最多10%和1%的部分。恰在门槛上的论文按比例计入，使世界正好是10%和1%；属于几个类别的论文取各部分的平均。low和high是国家不明的论文若属于本单元、可能使占比达到的两端；这些论文都不在门槛上时，两端可以达到。
formula: PP(top 10 %) = top / works with a category;  low = top / (works + others not at the top);  high = (top + others at the top) / (works + others at the top), others with unknown countries elsewhere
unit: share
counting:
  en: Full counting; thresholds by weights of 1/n, in the columns ending in _full by one in each category.
  zh: 全计数；门槛按1/n加权，列名以_full结尾的按每个类别各一篇。
columns: the places' own keys, works, top10, top10_low, top10_high, top1, top1_low, top1_high, top10_full, top1_full
reference: Waltman and Schreiber 2013, 10.1002/asi.22775
inputs: [cells, places]
beware:
  en: In a small category a hundredth is less than one work. Recent years, with few citations, are decided on ties.
  zh: 小类别的百分之一不足一篇。最近几年被引少，主要靠并列时的分配决定。
*/
WITH open AS (
    SELECT year, sum(rated) AS rated, sum(top10) AS top10, sum(top1) AS top1 FROM cells WHERE unknown > 0 OR truncated GROUP BY year
), counts AS (
    SELECT places.* EXCLUDE (since, until, set_id, inside, countries, parties), year,
        sum(cells.rated) AS works,
        sum(cells.top10) / 8053063680.0::DOUBLE AS t10,
        sum(cells.top1) / 8053063680.0::DOUBLE AS t1,
        sum(top10_full) / 8053063680.0::DOUBLE AS t10_full,
        sum(top1_full) / 8053063680.0::DOUBLE AS t1_full,
        coalesce(any_value(open.rated), 0) - sum(if(unknown > 0 OR truncated, cells.rated, 0)) AS others,
        (coalesce(any_value(open.top10), 0) - sum(if(unknown > 0 OR truncated, cells.top10, 0))) / 8053063680.0::DOUBLE AS o10,
        (coalesce(any_value(open.top1), 0) - sum(if(unknown > 0 OR truncated, cells.top1, 0))) / 8053063680.0::DOUBLE AS o1
    FROM cells
    JOIN places USING (set_id)
    LEFT JOIN open USING (year)
    WHERE year BETWEEN since AND until
    GROUP BY ALL
)
SELECT counts.* EXCLUDE (works, t10, t1, t10_full, t1_full, others, o10, o1), works::BIGINT AS works,
    t10 / nullif(works, 0) AS top10, t10 / nullif(works + others - o10, 0) AS top10_low, (t10 + o10) / nullif(works + o10, 0) AS top10_high,
    t1 / nullif(works, 0) AS top1, t1 / nullif(works + others - o1, 0) AS top1_low, (t1 + o1) / nullif(works + o1, 0) AS top1_high,
    t10_full / nullif(works, 0) AS top10_full,
    t1_full / nullif(works, 0) AS top1_full
FROM counts
ORDER BY ALL
