/*
title: {en: Collab-CNCI, zh: 合作CNCI（Collab-CNCI）}
definition:
  en: >-
    As CNCI, but each work is compared only with works of its own class of collaboration: one institution, several institutions of one country, two countries,
    three, four or more. It answers how well a unit does apart from collaborating much.
  zh: 与CNCI相同，但每篇论文只与同类合作方式的论文比较：单一机构、一国多机构、两国、三国、四国及以上。它回答的是：撇开合作多这一点，一个单元的表现如何。
formula: Collab-CNCI = mean over works of (1/n) sum over categories of c / e(category, year, type, class)
unit: index
counting:
  en: Full counting; weights of 1/n in the world's means.
  zh: 全计数；世界平均按1/n加权。
columns: the places' own keys, works, value
reference: Potter, Szomszor and Adams 2020, 10.1016/j.joi.2020.101075
inputs: [cells, places]
beware:
  en: Not to be compared with CNCI in size. Small classes make unstable means. Without institutions in the source, all works of one country are one class.
  zh: 数值大小不能与CNCI相比。类别小则平均不稳。来源没有机构信息时，所有单国论文归为一类。
*/
SELECT places.* EXCLUDE (since, until, set_id, inside, countries, parties), year,
    sum(works)::BIGINT AS works,
    sum(score_class) / (nullif(sum(scored_class), 0) * 134217728.0::DOUBLE) AS value
FROM cells
JOIN places USING (set_id)
WHERE year BETWEEN since AND until
GROUP BY ALL
ORDER BY ALL
