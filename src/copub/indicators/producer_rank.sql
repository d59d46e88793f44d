/*
title: {en: Rank of producers, zh: 产出名次}
definition:
  en: The position of a country among all countries by the whole count of its works in a year; 1 is the largest, equal counts share a position.
  zh: 一国某年论文全计数在所有国家中的名次；第1名最多，数量相同则名次相同。
formula: rank(c) = 1 + number of countries with more works than c
unit: rank
counting:
  en: Full counting.
  zh: 全计数。
columns: unit, year, works, rank
reference: NCSES tables SPBS-17 (all fields), or a corpus of records
beware:
  en: Blocs and regions are not ranked. Fractional counting can order countries otherwise, above all those with many international works.
  zh: 集团和地区不参加排名。改用分数计数，名次可能不同，国际合作多的国家尤其如此。
*/
SELECT unit, year, works, rank() OVER (PARTITION BY year ORDER BY works DESC) AS rank
FROM whole_counts
JOIN countries ON countries.code = whole_counts.unit
WHERE release = $release
  AND field = 'all'
  AND year BETWEEN $first_year AND $last_year
  AND works IS NOT NULL
QUALIFY rank <= $top
ORDER BY year, rank, unit
