/*
title: {en: Share of works among the most cited, zh: 高被引论文占比}
definition:
  en: >-
    The part of a unit's works that belongs to the most cited 10 % and 1 % of the world's works of the same category, year and type. Works exactly on the threshold belong in
    part, so that the world is exactly 10 % and 1 %; a work of several categories belongs by the mean of its parts.
  zh: >-
    一个单元的论文中，进入全世界同一类别、同一年份、同一类型被引最多10%和1%的部分。恰在门槛上的论文按比例计入，使世界正好是10%和1%；属于几个类别的论文取各部分的平均。
formula: PP(top 10 %) = works among the top 10 % / works with a category
unit: share
counting:
  en: Full counting; thresholds by weights of 1/n, in the columns ending in _full by one in each category.
  zh: 全计数；门槛按1/n加权，列名以_full结尾的按每个类别各一篇。
columns: the places' own keys, works, top10, top1, top10_full, top1_full
reference: Waltman and Schreiber 2013, 10.1002/asi.22775
inputs: [cells, places]
beware:
  en: In a small category a hundredth is less than one work. Recent years, with few citations, are decided on ties.
  zh: 小类别的百分之一不足一篇。最近几年被引少，主要靠并列时的分配决定。
*/
SELECT places.* EXCLUDE (set_id, inside, countries, parties),
    sum(rated)::BIGINT AS works,
    sum(top10) / (nullif(sum(rated), 0) * 8053063680.0::DOUBLE) AS top10,
    sum(top1) / (nullif(sum(rated), 0) * 8053063680.0::DOUBLE) AS top1,
    sum(top10_full) / (nullif(sum(rated), 0) * 8053063680.0::DOUBLE) AS top10_full,
    sum(top1_full) / (nullif(sum(rated), 0) * 8053063680.0::DOUBLE) AS top1_full
FROM cells
JOIN places USING (year, set_id)
GROUP BY ALL
ORDER BY ALL
