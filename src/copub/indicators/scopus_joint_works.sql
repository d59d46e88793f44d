/*
title: {en: Joint articles in a second source, zh: 第二来源中的合著论文}
definition:
  en: Articles and conference papers with an address in each of two countries, in the two years for which the statistical office publishes the full table of pairs.
  zh: 同时带有两国地址的期刊和会议论文，统计机构只公布了两个年份的完整国家对表。
formula: joint(x, y, year) = number of articles whose countries include both
unit: works
counting:
  en: Full counting.
  zh: 全计数。
columns: unit, partner, year, works
reference: NCSES Science and Engineering Indicators, tables SPBS-35 (2003, 2022) and SPBS-36 (1996, 2020)
beware:
  en: Narrower than OpenAlex in types of works and journals; compare directions, not levels.
  zh: 收录的类型和期刊比OpenAlex窄；可以比较方向，不宜比较水平。
*/
SELECT unit, partner, year, works
FROM ncses_pairs_both
WHERE release = $release AND unit = $home AND list_contains($partners::VARCHAR[], partner)
ORDER BY year, partner
