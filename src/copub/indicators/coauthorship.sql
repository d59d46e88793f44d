/*
title: {en: Output by coauthorship from records, zh: 由论文记录得到的按合著方式划分的产出}
definition:
  en: >-
    All works of a unit in a year, split into those of one country whose addresses are all known (domestic), those of at least two countries
    (international), and the rest, which may be either. Works without any country stand in the rest of the world.
  zh: >-
    一个统计单元一年的全部论文，分为三部分：只涉及一个国家且地址齐全的（国内）、涉及至少两个国家的（国际合作），以及其余两者皆有可能的论文。没有任何国家信息的论文归入世界的其余部分。
formula: total = domestic + international + unlocated
unit: works
counting:
  en: Full counting.
  zh: 全计数。
columns: unit, year, total, domestic, international
reference: cube; NCSES table SPBS-33 splits in the same way
inputs: [cells, places, sets]
beware:
  en: For a bloc, international means two countries or more, be the second inside the bloc or outside it.
  zh: 对集团来说，“国际合作”指涉及两个及以上国家，第二国在集团内外均可。
*/
WITH counted AS (
    SELECT unit, year, countries, unknown, truncated, works FROM cells JOIN places USING (set_id) WHERE year BETWEEN since AND until
    UNION ALL
    SELECT 'WORLD', year, 0, unknown, truncated, works FROM cells JOIN sets USING (set_id) WHERE countries = 0 AND year > 0
)
SELECT unit, year,
    sum(works)::BIGINT AS total,
    sum(if(countries = 1 AND unknown = 0 AND NOT truncated, works, 0))::BIGINT AS domestic,
    sum(if(countries > 1, works, 0))::BIGINT AS international
FROM counted
GROUP BY unit, year
ORDER BY unit, year
