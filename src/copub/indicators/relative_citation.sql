/*
title: {en: Relative citation index, zh: 相对引文指数}
definition:
  en: How much more than by chance the works of one country cite those of another. 1 is what the cited country's share of the world's works would give.
  zh: 一国论文引用另一国论文，比随机情形多多少。1表示恰与被引国在世界论文中的份额相当。
formula: RCI(x, y) = share of x's citations that go to y / y's share of the world's works
unit: index
counting:
  en: Fractional counting of works by the institutions on them; citations within three years.
  zh: 按署名机构分数计数；引文窗口三年。
columns: citing, cited, year, index
reference: NCSES Science and Engineering Indicators, tables PBS-2 (2020 and 2018)
beware:
  en: The diagonal holds self-citations and is always large. The index speaks of attention between countries, not of the impact of their joint works.
  zh: 对角线是本国自引，总是很高。这个指数说的是国家之间的关注程度，不是合著论文的影响力。
*/
SELECT citing, cited, year, index
FROM ncses_relative_citation
WHERE release = $release
  AND list_contains($tables::VARCHAR[], "table"::VARCHAR)
  AND list_contains($places::VARCHAR[], citing)
  AND list_contains($places::VARCHAR[], cited)
ORDER BY citing, cited
