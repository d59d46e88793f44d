/*
title: {en: International share, zh: 国际合作论文占比}
definition:
  en: >-
    The part of a place's works whose addresses lie in at least two countries. Works with incomplete addresses stay in the
    denominator; counting all of them as international instead gives the upper bound.
  zh: 一个统计单元的论文中，地址分布在至少两个国家的部分。地址残缺的论文留在分母里；如果把它们全部算作国际合作，就得到上界。
formula: value = international / total;  high = (international + unlocated) / total
unit: share
counting:
  en: Full counting.
  zh: 全计数。
columns: unit, year, value, high
reference: InCites indicators handbook (% international collaborations); NCSES tables SPBS-33 and SPBS-35, or a corpus of records
beware:
  en: A single author with addresses in two countries makes a work international. For the world every international work counts once; the mean of countries is higher.
  zh: 同一位作者署两国地址，也使论文成为国际合作论文。世界一栏每篇国际合作论文只计一次，因此低于各国的平均。
*/
SELECT unit, year, international / total AS value, (total - domestic) / total AS high
FROM output
WHERE release = $release
  AND list_contains($places::VARCHAR[], unit)
  AND year BETWEEN $first_year AND $last_year
  AND total > 0
ORDER BY unit, year
