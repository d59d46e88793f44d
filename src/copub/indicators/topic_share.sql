/*
title: {en: Share of a topic, zh: 主题论文占比}
definition:
  en: Works that the source's search for a topic finds in a year, over all works of that year in the same release.
  zh: 来源按主题词检索到的某年论文数，除以同一发布版中该年的全部论文数。
formula: value = works on the topic / all works
unit: share
counting:
  en: Full counting; for the world each work counts once.
  zh: 全计数；世界一栏每篇论文只计一次。
columns: unit, year, works, total, value
reference: NCSES Science and Engineering Indicators, tables SPBS-55 (coronavirus, 2020) and SPBS-35
beware:
  en: It counts what a list of search words finds in titles, abstracts and keywords, not what was written because of the topic.
  zh: 数的是检索词在题名、摘要和关键词中命中的论文，不是因这一主题而写的全部论文。
*/
SELECT topics.unit, topics.year, topics.works, whole.total, topics.works / whole.total AS value
FROM ncses_topics AS topics
JOIN ncses_output AS whole USING (release, unit, year)
WHERE topic = $topic AND list_contains($places::VARCHAR[], topics.unit)
ORDER BY topics.unit, topics.year
