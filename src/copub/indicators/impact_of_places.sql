/*
title: {en: Citation impact of places and pairs, zh: 统计单元及其合著论文的引文影响力}
definition:
  en: >-
    The category normalised citation impact (CNCI) of a place's works, or of the works that it writes with a partner: the mean of citations over the world's mean for the same
    category, year and type, with the interval in which 95 % of the means lie when the works are drawn again from themselves; and the parts among the most cited 10 % and 1 %. `partner` is empty for a
    place alone.
  zh: 统计单元的论文（或其与伙伴合著的论文）的学科规范化引文影响力（CNCI）：被引次数与全世界同类别、同年份、同类型平均被引次数之比的平均，并给出从这些论文中重抽时95%的平均值所在的区间；以及进入被引前10%和前1%的部分。只看一个单元时partner列为空。
formula: CNCI = mean over works of (1/n) sum over categories of c / e(category, year, type)
unit: index
counting:
  en: Full counting; weights of 1/n in the world's means, so that the world of the corpus is exactly 1.
  zh: 全计数；世界平均按1/n加权，使语料的世界正好等于1。
columns: unit, partner, year, works, cnci, low, high, top10, top1
reference: a corpus of records; the cards of CNCI, stability interval and share among the most cited
beware:
  en: The world is that of the corpus. In an export of some journals or one topic, 1 is the mean of that export. Recent years are unstable.
  zh: 这里的“世界”就是语料本身；若只导出了部分期刊或某一主题，1就是这批论文的平均。最近几年不稳定。
*/
SELECT unit, partner, year, works, cnci, low, high, top10, top1
FROM impact
WHERE release = $release AND list_contains($places::VARCHAR[], unit) AND year BETWEEN $first_year AND $last_year
ORDER BY unit, partner NULLS FIRST, year
