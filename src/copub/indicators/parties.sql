/*
title: {en: Parties of international works, zh: 国际合作论文的参与方数目}
definition:
  en: The international works of a place by the number of parties, a bloc being one party however many of its members take part; and how many partner countries a work has on average.
  zh: 按参与方数目划分一个统计单元的国际合作论文（集团不论有几个成员参与，都算一方），以及平均每篇有几个伙伴国。
formula: international = bilateral + trilateral + four_or_more;  mean_partners = sum over works of partner countries / international
unit: works
counting:
  en: Full counting.
  zh: 全计数。
columns: unit, year, international, bilateral, trilateral, four_or_more, mean_partners
reference: a corpus of records
beware:
  en: Pairs of countries cannot give it. Works of dozens of countries weigh heavily in the mean and little in the counts.
  zh: 国家对数据给不出这一划分。涉及几十国的论文对平均数影响大，对各类篇数影响小。
*/
SELECT unit, year, international, bilateral, trilateral, four_or_more, partners / international AS mean_partners
FROM sizes
WHERE release = $release AND list_contains($places::VARCHAR[], unit) AND year BETWEEN $first_year AND $last_year
ORDER BY unit, year
