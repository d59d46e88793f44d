/*
title: {en: Bilateral and multilateral works, zh: 双边与多边合作论文}
definition:
  en: >-
    A unit's international works by the number of parties: the unit and one other country (bilateral), two others (trilateral), three others or more
    (four_or_more). A bloc counts as one party however many of its members take part. Multilateral means three parties or more. `partners` adds up the works' numbers of partners.
  zh: >-
    把一个统计单元的国际合作论文按参与方数目划分：本单元加另外一个国家（双边）、加两个（三边）、加三个及以上（四方及以上）。集团不论有几个成员参与，都算一方。多边指三方及以上。partners列把各篇的伙伴数相加。
formula: international = bilateral + trilateral + four_or_more;  share = bilateral / international
unit: works
counting:
  en: Full counting.
  zh: 全计数。
columns: unit, year, international, bilateral, trilateral, four_or_more, multilateral, bilateral_share, trilateral_share, four_or_more_share, multilateral_share, partners
reference: cube; InCites collaboration types
inputs: [cells, places]
beware:
  en: Some authors call only four parties or more multilateral. A year without international works has no shares.
  zh: 有的作者把四方及以上才称为多边。没有国际合作论文的年份没有占比。
*/
SELECT unit, year,
    sum(works)::BIGINT AS international,
    sum(if(parties = 2, works, 0))::BIGINT AS bilateral,
    sum(if(parties = 3, works, 0))::BIGINT AS trilateral,
    sum(if(parties > 3, works, 0))::BIGINT AS four_or_more,
    sum(if(parties > 2, works, 0))::BIGINT AS multilateral,
    sum(if(parties = 2, works, 0)) / sum(works) AS bilateral_share,
    sum(if(parties = 3, works, 0)) / sum(works) AS trilateral_share,
    sum(if(parties > 3, works, 0)) / sum(works) AS four_or_more_share,
    sum(if(parties > 2, works, 0)) / sum(works) AS multilateral_share,
    sum(works * (parties - 1))::BIGINT AS partners
FROM cells
JOIN places USING (set_id)
WHERE year BETWEEN since AND until AND parties > 1
GROUP BY unit, year
ORDER BY unit, year
