/*
title: {en: Output of a unit, zh: 统计单元的产出}
definition:
  en: >-
    Works with an address in at least one member of a country, bloc or region, each counted once, split by the three meanings of domestic: one country
    only, several countries all inside the unit, at least one country outside it.
  zh: >-
    至少有一个地址在某国、集团或地区任一成员的论文，每篇只计一次，并按“国内”的三种含义划分：只涉及一个国家；涉及几个国家但都在单元之内；至少有一个国家在单元之外。
formula: works = one_country + several_inside + with_outside;  inside_only = one_country + several_inside;  works <= true output <= high
unit: works
counting:
  en: Full counting.
  zh: 全计数。
columns: unit, year, works, one_country, several_inside, with_outside, inside_only, several_countries, high
reference: cube; InCites indicators handbook
inputs: [cells, places]
beware:
  en: For a country nothing lies between one country and outside. The upper end counts every work of which a country may be missing.
  zh: 对单个国家来说，“只涉及一国”与“涉及国外”之间没有中间情形。上界把所有可能漏了国家的论文都算进来。
*/
WITH loose AS (
    SELECT year, sum(if(unknown > 0 OR truncated, works, 0)) AS loose FROM cells GROUP BY year
)
SELECT unit, year,
    sum(works)::BIGINT AS works,
    sum(if(countries = 1, works, 0))::BIGINT AS one_country,
    sum(if(countries > 1 AND inside = countries, works, 0))::BIGINT AS several_inside,
    sum(if(inside < countries, works, 0))::BIGINT AS with_outside,
    sum(if(inside = countries, works, 0))::BIGINT AS inside_only,
    sum(if(countries > 1, works, 0))::BIGINT AS several_countries,
    (sum(works) + any_value(loose) - sum(if(unknown > 0 OR truncated, works, 0)))::BIGINT AS high
FROM cells
JOIN places USING (set_id)
JOIN loose USING (year)
WHERE year BETWEEN since AND until
GROUP BY unit, year
ORDER BY unit, year
