/*
title: {en: Output of a composite region, zh: 组合地区的产出}
definition:
  en: Works of a region put together from parts that the source de-duplicates one by one. A work of two parts stands in both, so the number lies between the largest part and the sum of the parts. Records count the region as one.
  zh: 由若干部分拼成的地区的论文数，来源只对每个部分分别去重。涉及两个部分的论文在两处都出现，所以真实数目介于最大部分与各部分之和之间。论文记录则把地区作为整体去重计数。
formula: max over parts of works(part) <= works <= sum over parts of works(part)
unit: works
counting:
  en: Full counting.
  zh: 全计数。
columns: unit, year, low, high
reference: NCSES tables SPBS-17, or a corpus of records; bounds of a union of sets
inputs: [members]
beware:
  en: For a region that the source has itself the two ends are equal and exact.
  zh: 来源本身就有的地区，两端相等，是准确值。
*/
WITH parts AS (
    SELECT members.unit, counts.year, max(works) AS low, sum(works)::BIGINT AS high
    FROM members
    JOIN whole_counts AS counts ON counts.unit = members.member AND counts.year = members.year
    WHERE release = $release AND field = 'all' AND works IS NOT NULL
    GROUP BY ALL
)
SELECT unit, year, coalesce(exact.works, low)::BIGINT AS low, coalesce(exact.works, high)::BIGINT AS high
FROM parts
LEFT JOIN (SELECT * FROM whole_counts WHERE release = $release AND field = 'all') AS exact USING (unit, year)
ORDER BY ALL
