/*
title: {en: Lead share, zh: 主导论文占比}
definition:
  en: Of a unit's international works, the part whose corresponding author, or else first author, has the address in the unit.
  zh: 一个单元的国际合作论文中，通讯作者（没有则取第一作者）的地址在本单元的部分。
formula: share = led / international;  unknown_lead = international works whose lead country is unknown or more than one;  low <= true share <= high
unit: share
counting:
  en: Full counting.
  zh: 全计数。
columns: unit, year, international, led, unknown_lead, value, low, high
reference: cube
inputs: [cells, places, members]
beware:
  en: Corresponding authors are not everywhere those who lead. The ends let every work of an unknown lead be led or not, and every work with unknown countries be one of the unit's international works or not.
  zh: 通讯作者并不总是主导者。区间两端让主导国不明的论文都算或都不算由本单元主导，也让国家不明的论文都算或都不算本单元的国际合作论文。
*/
WITH leads AS (
    SELECT unit, year, lead
    FROM members
    JOIN (SELECT DISTINCT lead FROM cells WHERE lead <> '') ON member = lead OR unit = 'WORLD'
), counted AS (
    SELECT year, set_id, lead, sum(works) AS works, sum(if(unknown > 0 OR truncated, works, 0)) AS open FROM cells GROUP BY year, set_id, lead
), every AS (
    SELECT unit, year, sum(if(leads.lead IS NOT NULL, open, 0)) AS led_open, sum(if(every.lead = '', open, 0)) AS unknown_open, sum(open) AS open
    FROM (SELECT year, lead, sum(open) AS open FROM counted GROUP BY year, lead) AS every
    JOIN (SELECT DISTINCT unit, year FROM members) USING (year)
    LEFT JOIN leads USING (unit, year, lead)
    GROUP BY unit, year
), own AS (
    SELECT places.unit, year,
        sum(works) AS international,
        sum(if(leads.lead IS NOT NULL, works, 0)) AS led,
        sum(if(counted.lead = '', works, 0)) AS unknown_lead,
        any_value(every.open) - sum(counted.open) AS elsewhere,
        any_value(every.led_open) - sum(if(leads.lead IS NOT NULL, counted.open, 0)) AS elsewhere_led,
        any_value(every.unknown_open) - sum(if(counted.lead = '', counted.open, 0)) AS elsewhere_unknown
    FROM counted
    JOIN places USING (set_id)
    JOIN every USING (unit, year)
    LEFT JOIN leads USING (unit, year, lead)
    WHERE year BETWEEN since AND until AND parties > 1
    GROUP BY places.unit, year
)
SELECT unit, year, international::BIGINT AS international, led::BIGINT AS led, unknown_lead::BIGINT AS unknown_lead,
    led / international AS value,
    led / (international + elsewhere - elsewhere_led) AS low,
    (led + unknown_lead + elsewhere_led + elsewhere_unknown) / (international + elsewhere_led + elsewhere_unknown) AS high
FROM own
ORDER BY unit, year
