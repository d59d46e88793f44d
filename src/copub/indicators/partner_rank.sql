/*
title: {en: Rank of partners, zh: 合作伙伴名次}
definition:
  en: The position of a country among all partners of the home country by joint works in a year; 1 is the largest.
  zh: 一国在本国全部合作伙伴中按当年合著论文数排列的名次；第1名最多。
formula: rank(partner) = 1 + number of partners with more joint works
unit: rank
counting:
  en: Full counting.
  zh: 全计数。
columns: unit, partner, year, works, rank
reference: OpenAlex country pairs, collected through its API by V. Batagelj, August 2024; or a corpus of records
beware:
  en: The public pairs take in all types of works. Hong Kong, Macao and Taiwan are partners of their own, as in the source.
  zh: 公开的国家对数据包括所有类型的论文。香港、澳门、台湾按来源各算一个伙伴。
*/
SELECT unit, partner, year, works, rank() OVER (PARTITION BY year ORDER BY works DESC) AS rank
FROM joint
JOIN countries ON countries.code = joint.partner
WHERE release = $release AND unit = $home AND year BETWEEN $first_year AND $last_year
QUALIFY rank <= $top
ORDER BY year, rank, partner
