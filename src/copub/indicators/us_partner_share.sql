/*
title: {en: Partner's share of US international articles, zh: 伙伴国在美国国际合作论文中的占比}
definition:
  en: Of the international articles of the United States, the part with an address in the partner country, in selected years; or the part of the partner's international articles with an address in the United States.
  zh: 美国的国际合作论文中带有伙伴国地址的部分（选定年份）；或反过来，伙伴国的国际合作论文中带有美国地址的部分。
formula: share_of_us = joint / international(US);  share_of_partner = joint / international(partner)
unit: share
counting:
  en: Full counting.
  zh: 全计数。
columns: partner, year, measure, value
reference: NCSES Science and Engineering Indicators, tables SPBS-36 and SPBS-37 (2003-21), SPBS-37 and SPBS-38 (1996-2020)
beware:
  en: Articles and conference papers in Scopus; only every second year is published.
  zh: 只含Scopus收录的期刊和会议论文；每隔一年公布一次。
*/
SELECT partner, year, measure, share AS value
FROM ncses_us_partners
WHERE release = $release
  AND list_contains($partners::VARCHAR[], partner)
  AND year BETWEEN $first_year AND $last_year
ORDER BY measure, partner, year
