/*
title: {en: Lead share, zh: 主导论文占比}
definition:
  en: Of a unit's international works, the part whose corresponding author, or else first author, has the address in the unit.
  zh: 一个单元的国际合作论文中，通讯作者（没有则取第一作者）的地址在本单元的部分。
formula: share = led / international;  unknown = international works whose lead country is unknown or more than one
unit: share
counting:
  en: Full counting.
  zh: 全计数。
columns: unit, year, international, led, unknown_lead, value, high
reference: cube
inputs: [cells, places, members]
beware:
  en: Corresponding authors are not everywhere those who lead. The upper end gives the unit all works whose lead is unknown.
  zh: 通讯作者并不总是主导者。上界把主导国不明的论文全部算给本单元。
*/
SELECT places.unit, year,
    sum(works)::BIGINT AS international,
    sum(if(members.member IS NOT NULL, works, 0))::BIGINT AS led,
    sum(if(lead = '', works, 0))::BIGINT AS unknown_lead,
    led / international AS value,
    (led + unknown_lead) / international AS high
FROM cells
JOIN places USING (year, set_id)
LEFT JOIN members
    ON members.unit = places.unit AND members.year = places.year AND lead <> '' AND (members.member = lead OR places.unit = 'WORLD')
WHERE parties > 1
GROUP BY places.unit, year
ORDER BY places.unit, year
