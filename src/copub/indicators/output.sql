/*
title: {en: Output by coauthorship, zh: 按合著方式划分的产出}
definition:
  en: >-
    All works of a place in a year, split into those whose addresses lie in one country only (domestic), those with addresses
    in at least two countries (international), and the rest, whose addresses are too incomplete to tell.
  zh: 一个统计单元一年的全部论文，分为三部分：全部地址在同一国家的（国内）、地址分布在至少两个国家的（国际合作），以及地址残缺、无法归类的其余论文。
formula: total = domestic + international + unlocated
unit: works
counting:
  en: Full counting; a work counts once for every place among its addresses.
  zh: 全计数；一篇论文的地址涉及几个统计单元，就在每个单元各计一次。
columns: unit, year, total, domestic, international, unlocated
reference: NCSES Science and Engineering Indicators, tables SPBS-33 (2003-22) and SPBS-35 (1996-2020), or a corpus of records
beware:
  en: Countries overlap, so their totals do not add up to the world. The public tables of this split have no bloc such as EU27.
  zh: 国家之间有重叠，各国之和大于世界总数。公开表的这一划分里没有欧盟27国这样的集团。
*/
SELECT unit, year, total, domestic, international, total - domestic - international AS unlocated
FROM output
WHERE release = $release
  AND list_contains($places::VARCHAR[], unit)
  AND year BETWEEN $first_year AND $last_year
ORDER BY unit, year
