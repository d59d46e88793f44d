/*
title: {en: Estimated citation impact, zh: 引文影响力的估计值}
definition:
  en: >-
    The mean, over works drawn at random, of a work's citations over the mean of works of the same year and field, which is known from a sample of the world as well. The interval
    is where 95 of 100 such samples would put it. OpenAlex's own FWCI of the drawn works stands beside it.
  zh: 从论文中随机抽样，取被引次数与同年份、同领域平均被引次数之比的平均；后者同样由世界的随机样本得出。区间表示同样大小的样本中，100个约有95个落在其中。旁边列出这些论文在OpenAlex自有指标FWCI上的平均。
formula: value = mean over drawn works of c / e(year, field);  low to high = value -+ 1.96 standard errors of both samples
unit: index
counting:
  en: Full counting; a work of two places can be drawn for both.
  zh: 全计数；两个统计单元合著的论文，可能被双方抽到。
columns: unit, partner, first_year, last_year, sample, rated, value, low, high, openalex_fwci
reference: a harvest of OpenAlex's API; samples are drawn by OpenAlex from a seed
inputs: [estimates]
beware:
  en: This is not CNCI. It knows 26 fields in place of some 250 categories, and no types of document.
  zh: 这不是CNCI：它只分26个领域，而不是约250个类别，也不分文献类型。
*/
SELECT unit, coalesce(partner, '') AS partner, first_year, last_year, sample, rated, estimate AS value, low, high, openalex_fwci
FROM estimates
WHERE estimate IS NOT NULL
ORDER BY ALL
