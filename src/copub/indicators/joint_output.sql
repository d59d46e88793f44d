/*
title: {en: Joint works of two units, zh: 两个统计单元的合著论文}
definition:
  en: >-
    Works with a country of each of two units, each counted once: all of them, and those on which no country outside the two units stands. A country in both
    (China in the Asia-Pacific) counts for the partner only.
  zh: >-
    两个统计单元各有至少一个国家参与的论文，每篇只计一次：全部，以及没有第三方国家参与的。同属两个单元的国家（如亚太地区中的中国）只算作伙伴。
formula: works = exclusive + with_third
unit: works
counting:
  en: Full counting.
  zh: 全计数。
columns: unit, partner, year, works, exclusive, with_third
reference: cube
inputs: [cells, pairs]
beware:
  en: A work of three units is in all three pairs. Of two overlapping units name the larger one first.
  zh: 三个单元合写的论文在三对中都出现。两个单元有重叠时，把较大的放在前面。
*/
SELECT unit, partner, year,
    sum(works)::BIGINT AS works,
    sum(if(inside = countries, works, 0))::BIGINT AS exclusive,
    sum(if(inside < countries, works, 0))::BIGINT AS with_third
FROM cells
JOIN pairs USING (set_id)
WHERE year BETWEEN since AND until
GROUP BY unit, partner, year
ORDER BY unit, partner, year
