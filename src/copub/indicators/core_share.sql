/*
title: {en: Core and periphery, zh: 核心与外围}
definition:
  en: Of the world's international works, the parts written by countries of a core only, by core and other countries together, and without any country of the core.
  zh: 全世界国际合作论文中，只由核心国家合写的、核心与其他国家合写的、没有核心国家参与的，各占多少。
formula: core_only + mixed + outside = 1
unit: share
counting:
  en: Full counting.
  zh: 全计数。
columns: year, international, core_only, mixed, outside
reference: World Intellectual Property Report 2019 (core of science)
inputs: [cells, sets, places]
beware:
  en: The core is a list that somebody chose.
  zh: 核心名单是人为选定的。
*/
SELECT cells.year, sum(works)::BIGINT AS international,
    sum(if(inside = sets.countries, works, 0)) / sum(works) AS core_only,
    sum(if(inside < sets.countries, works, 0)) / sum(works) AS mixed,
    sum(if(inside IS NULL, works, 0)) / sum(works) AS outside
FROM cells
JOIN sets USING (set_id)
LEFT JOIN places ON places.unit = $core AND places.year = cells.year AND places.set_id = cells.set_id
WHERE sets.countries > 1
GROUP BY cells.year
ORDER BY cells.year
