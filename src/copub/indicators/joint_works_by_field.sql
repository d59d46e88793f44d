/*
title: {en: Joint works by field, zh: 分领域的合著论文}
definition:
  en: Works with an address in each of two places, in one field, by year. A bloc counts each work once.
  zh: 同时带有两个统计单元地址的论文，按领域和年份统计。集团对每篇论文只计一次。
formula: joint(x, y, field, year) = number of works of the field whose countries include both
unit: works
counting:
  en: Full counting.
  zh: 全计数。
columns: unit, partner, field, year, works
reference: a corpus of records
beware:
  en: A work has one field, that of its first category, so fields add up.
  zh: 每篇论文只归入一个领域（按其第一个类别），所以各领域可以相加。
*/
SELECT unit, partner, field, year, works
FROM joint_fields
WHERE release = $release AND unit = $home AND list_contains($partners::VARCHAR[], partner) AND year BETWEEN $first_year AND $last_year
ORDER BY partner, field, year
