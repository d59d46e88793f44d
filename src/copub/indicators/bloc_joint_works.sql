/*
title: {en: Joint works of a bloc and a partner, zh: 集团与伙伴国的合著论文}
definition:
  en: >-
    Works with an address in the partner country and one in any member of the bloc or region. Country pairs count a work once for each member,
    so the number lies between the largest single pair and the sum of all pairs. A partner that is itself a member is left out of the region.
    Records give the number itself, and the two ends are equal.
  zh: >-
    同时带有伙伴国地址和集团（或地区）任一成员地址的论文。国家对的数据对每个成员各计一次，所以真实数目介于最大的一对与各对之和之间。
    伙伴国本身属于该地区时，地区中不含它。论文记录给出准确值，两端相等。
formula: max over members of joint(m, partner) <= works <= sum over members of joint(m, partner)
unit: works
counting:
  en: Full counting; the upper end counts a work once for each member on it.
  zh: 全计数；上端对论文涉及的每个成员各计一次。
columns: unit, partner, year, low, high
reference: OpenAlex country pairs, August 2024, or a corpus of records; bounds of a union of sets
inputs: [members]
beware:
  en: The more members write together with the partner, the wider the band. Growth of the upper end is not growth of the works.
  zh: 成员国一起与伙伴国合作得越多，区间越宽。上端的增长不等于论文数的增长。
*/
WITH pairs AS (
    SELECT members.unit, pairs.unit AS partner, pairs.year, max(works) AS low, sum(works)::BIGINT AS high
    FROM joint AS pairs
    JOIN members ON members.member = pairs.partner AND members.year = pairs.year
    WHERE release = $release AND list_contains($partners::VARCHAR[], pairs.unit)
    GROUP BY ALL
)
SELECT unit, partner, year, coalesce(exact.works, low) AS low, coalesce(exact.works, high) AS high
FROM pairs
LEFT JOIN (SELECT * FROM joint WHERE release = $release) AS exact USING (unit, partner, year)
ORDER BY ALL
