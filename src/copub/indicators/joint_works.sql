/*
title: {en: Joint works, zh: 合著论文}
definition:
  en: Works with at least one address in the home country and at least one in the partner country, by year.
  zh: 至少有一个地址在本国、同时至少有一个地址在伙伴国的论文，按年统计。
formula: joint(home, partner, year) = number of works whose countries include both
unit: works
counting:
  en: Full counting; a work of three countries counts in each of its three pairs.
  zh: 全计数；三国合写的论文在三对国家中各计一次。
columns: unit, partner, year, works
reference: OpenAlex country pairs, collected through its API by V. Batagelj, August 2024
beware:
  en: All types of works, conference papers, data sets and preprints too, so the level lies above counts of journal articles. Hong Kong, Macao and Taiwan stand apart from China, as in the source.
  zh: 包括所有类型，会议论文、数据集和预印本也在内，因此高于只计期刊论文的数字。香港、澳门、台湾按来源单列，不并入中国。
*/
SELECT unit, partner, year, works
FROM openalex_pairs_both
WHERE unit = $home
  AND list_contains($partners::VARCHAR[], partner)
  AND year BETWEEN $first_year AND $last_year
ORDER BY unit, partner, year
