/*
title: {en: Country-fractional count, zh: 按国家分数计数的论文数}
definition:
  en: Each work is divided evenly over its countries; a unit has the parts of its members.
  zh: 每篇论文在其国家之间平均分配；一个单元得到其成员的份额之和。
formula: P(X) = sum over works of members of X on it / countries on it
unit: works
counting:
  en: Fractional counting by countries; countries add up to the works that have a country.
  zh: 按国家分数计数；各国之和等于有国家信息的论文数。
columns: unit, year, works, value
reference: Leiden Ranking; Gauffriau 2021, 10.1162/qss_a_00138
inputs: [cells, places]
beware:
  en: A country with one author of a hundred has as much as the one with ninety-nine.
  zh: 一百位作者中只占一位的国家，与占九十九位的国家所得相同。
*/
WITH sizes AS (
    SELECT unit, year, countries, sum(works) AS works, sum(works * inside) AS inside
    FROM cells
    JOIN places USING (set_id)
    WHERE year BETWEEN since AND until
    GROUP BY unit, year, countries
)
SELECT unit, year, sum(works)::BIGINT AS works, sum(inside / countries ORDER BY countries) AS value
FROM sizes
GROUP BY unit, year
ORDER BY unit, year
