/*
title: {en: Category Normalized Citation Impact (CNCI), zh: 学科规范化引文影响力（CNCI）}
definition:
  en: >-
    The mean over works of their citations divided by the mean citations of the world's works of the same category, year and type; a work of several categories has the mean of
    its quotients. 1 is the world. In value the world's mean takes a work as 1/n in each of its n categories, in value_full as one in each.
  zh: >-
    每篇论文的被引次数除以全世界同一学科类别、同一年份、同一文献类型论文的平均被引次数，再对论文取平均；属于几个类别的论文取各商的平均。世界为1。计算世界平均时，value把n个类别的论文在每个类别记1/n篇，value_full各记一篇。
formula: CNCI = mean over works of (1/n) sum over categories of c / e(category, year, type)
unit: index
counting:
  en: Full counting; a work of a category whose works are all uncited has no quotient there and counts for its other categories only.
  zh: 全计数；某类别论文全部零被引时，该类别没有商，论文只按其余类别计入。
columns: the places' own keys, works, value, value_full, citations_per_work
reference: InCites help 25087312115601
inputs: [cells, places]
beware:
  en: A mean of skewed numbers, moved by a few works; read it with the share among the most cited. Recent years are unstable. Only with weights of 1/n is the world exactly 1.
  zh: 引文分布极偏，少数论文就能拉动平均；请与高被引占比一起看。最近几年不稳定。只有按1/n加权，世界才正好等于1。
*/
SELECT places.* EXCLUDE (since, until, set_id, inside, countries, parties), year,
    sum(works)::BIGINT AS works,
    sum(score) / (nullif(sum(scored), 0) * 134217728.0::DOUBLE) AS value,
    sum(score_full) / (nullif(sum(scored), 0) * 134217728.0::DOUBLE) AS value_full,
    sum(citations) / sum(works) AS citations_per_work
FROM cells
JOIN places USING (set_id)
WHERE year BETWEEN since AND until
GROUP BY ALL
ORDER BY ALL
