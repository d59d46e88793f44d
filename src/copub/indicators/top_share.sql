/*
title: {en: Share of works among the most cited 1 %, zh: 进入被引前1%的论文占比}
definition:
  en: Of a place's works, the part that belongs to the most cited one percent of the world's works of the same subfield and year. The world stands at 1 % by construction.
  zh: 一个统计单元的论文中，进入全世界同一子领域、同一年份被引最多1%的部分。按定义，世界为1%。
formula: PP(top 1 %) = works among the top 1 % / works
unit: share
counting:
  en: Full counting; works on the threshold are counted in part so that the world is exactly 1 %.
  zh: 全计数；恰在门槛上的论文按比例计入，使世界正好是1%。
columns: unit, year, value
reference: NCSES Science and Engineering Indicators, tables SPBS-70 (2003-20) and SPBS-74 (1996-2018), or a corpus of records
beware:
  en: In the public tables citations are counted to the date of the extract, at least two years, and conference papers are left out. It is not CNCI and is not compared with it.
  zh: 公开表的引文计到取数之日，至少两年，会议论文除外。它不是CNCI，也不与CNCI比较。
*/
SELECT unit, year, share AS value
FROM top1
WHERE release = $release
  AND list_contains($places::VARCHAR[], unit)
  AND year BETWEEN $first_year AND $last_year
  AND share IS NOT NULL
ORDER BY unit, year
