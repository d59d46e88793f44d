/*
title: {en: International share of a unit, zh: 统计单元的国际合作占比}
definition:
  en: >-
    The part of a unit's works with at least one country outside the unit, and the part with at least two countries, inside or outside. The ends of the band
    are what works with unknown countries could make of the first.
  zh: 一个统计单元的论文中，至少涉及一个单元外国家的部分；以及至少涉及两个国家（不论内外）的部分。区间两端是国家不明的论文可能造成的最小值和最大值。
formula: value = with_outside / works;  between_countries = several_countries / works;  low <= true value <= high
unit: share
counting:
  en: Full counting.
  zh: 全计数。
columns: unit, year, works, value, between_countries, low, high, dual_only
reference: cube; InCites indicators handbook (% international collaborations)
inputs: [cells, places]
beware:
  en: For a bloc the two shares differ by the works that stay inside it. dual_only is the part that is international only through one author with addresses in two countries. Low takes a work of unknown countries as possibly of the unit alone even where a country outside it is known; the indicator share_bounds does not.
  zh: 对集团来说，两种占比相差的是只在集团内部合作的论文。dual_only是仅因同一位作者署两国地址而成为国际合作的部分。即使已知某个单元外国家，下端也把国家不明的论文看作可能只属于本单元；指标share_bounds则不然。
*/
WITH loose AS (
    SELECT year, sum(if(unknown > 0 OR truncated, works, 0)) AS loose FROM cells GROUP BY year
), counts AS (
    SELECT unit, year,
        sum(works) AS works,
        sum(if(parties > 1, works, 0)) AS international,
        sum(if(countries > 1, works, 0)) AS several,
        sum(if(parties > 1 AND dual, works, 0)) AS dual,
        sum(if(parties = 1 AND (unknown > 0 OR truncated), works, 0)) AS perhaps,
        any_value(loose) - sum(if(unknown > 0 OR truncated, works, 0)) AS elsewhere
    FROM cells
    JOIN places USING (set_id)
    JOIN loose USING (year)
    WHERE year BETWEEN since AND until
    GROUP BY unit, year
)
SELECT unit, year, works::BIGINT AS works,
    international / works AS value,
    several / works AS between_countries,
    international / (works + elsewhere) AS low,
    (international + perhaps + elsewhere) / (works + elsewhere) AS high,
    dual / works AS dual_only
FROM counts
ORDER BY unit, year
