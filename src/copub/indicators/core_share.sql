/*
title: {en: Core and periphery, zh: 核心与外围}
definition:
  en: Of the world's international works, the parts written by countries of a core only, by core and other countries together, and without any country of the core.
  zh: 全世界国际合作论文中，只由核心国家合写的、核心与其他国家合写的、没有核心国家参与的，各占多少。
formula: core_only + mixed + outside = 1;  low <= true share <= high
unit: share
counting:
  en: Full counting.
  zh: 全计数。
columns: year, international, core_only, core_only_low, core_only_high, mixed, mixed_low, mixed_high, outside, outside_low, outside_high
reference: World Intellectual Property Report 2019 (core of science)
inputs: [cells, sets, places]
beware:
  en: The core is a list that somebody chose. The ends let every work with unknown countries have any others besides those known; the three do not reach them together.
  zh: 核心名单是人为选定的。区间两端让国家不明的论文除已知国家外还可能涉及任何国家；三个占比不会同时达到端点。
*/
WITH classes AS (
    SELECT cells.year, sets.countries > 1 AS international, unknown > 0 OR truncated AS open, works,
        coalesce(inside, 0) = sets.countries AS all_core, coalesce(inside, 0) = 0 AS no_core
    FROM cells
    JOIN sets USING (set_id)
    LEFT JOIN places ON places.unit = $core AND places.set_id = cells.set_id AND cells.year BETWEEN since AND until
), counts AS (
    SELECT year,
        sum(if(international, works, 0)) AS international,
        sum(if(international AND all_core, works, 0)) AS core_only,
        sum(if(international AND no_core, works, 0)) AS outside,
        sum(if(international AND open AND all_core, works, 0)) AS core_open,
        sum(if(international AND open AND no_core, works, 0)) AS outside_open,
        sum(if(international AND open, works, 0)) AS international_open,
        sum(if(open, works, 0)) AS open,
        sum(if(open AND all_core, works, 0)) AS perhaps_core,
        sum(if(open AND no_core, works, 0)) AS perhaps_outside
    FROM classes
    GROUP BY year
)
SELECT year, international::BIGINT AS international,
    core_only / international AS core_only,
    (core_only - core_open) / (international - international_open + open) AS core_only_low,
    (core_only - core_open + perhaps_core) / (international - core_open + perhaps_core) AS core_only_high,
    (international - core_only - outside) / international AS mixed,
    (international - core_only - outside) / (international - international_open + open) AS mixed_low,
    (international - core_only - outside - international_open + core_open + outside_open + open) / (international - international_open + open) AS mixed_high,
    outside / international AS outside,
    (outside - outside_open) / (international - international_open + open) AS outside_low,
    (outside - outside_open + perhaps_outside) / (international - outside_open + perhaps_outside) AS outside_high
FROM counts
WHERE international > 0
ORDER BY year
