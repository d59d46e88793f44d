/*
title: {en: Whole count of works, zh: 论文全计数}
definition:
  en: Works with at least one address in the place, in one field or in all, by year. Blocs and regions are de-duplicated by the source; a work of three member states counts once.
  zh: 至少有一个地址在该统计单元的论文数，按领域（或全部领域）和年份统计。集团和地区由数据来源去重：三个成员国合写的论文只计一次。
formula: works(place, field, year) = number of works with place among their addresses
unit: works
counting:
  en: Full counting.
  zh: 全计数。
columns: unit, field, year, works
reference: NCSES Science and Engineering Indicators, tables SPBS-17 to SPBS-31, or a corpus of records
beware:
  en: Every work has one field here, so fields add up; places do not, because coauthored works belong to several.
  zh: 每篇论文在这里只属于一个领域，所以各领域可以相加；各统计单元不能相加，因为合著论文同时属于几个单元。
*/
SELECT unit, field, year, works
FROM whole_counts
WHERE release = $release
  AND list_contains($places::VARCHAR[], unit)
  AND list_contains($fields::VARCHAR[], field)
  AND year BETWEEN $first_year AND $last_year
  AND works IS NOT NULL
ORDER BY unit, field, year
