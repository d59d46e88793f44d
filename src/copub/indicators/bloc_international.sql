/*
title: {en: Works of a bloc with two or more countries, zh: 集团论文中涉及两国及以上的部分}
definition:
  en: >-
    Of the works of a bloc, those with addresses in at least two countries, be the second inside the bloc or outside it. It follows
    from the bloc's de-duplicated total less the domestic works of each member. Members without a published split leave a band
    between all and none of their works being domestic; incomplete addresses widen it. A corpus of records gives the number itself, and
    how many of the works reach outside.
  zh: >-
    集团的论文中地址涉及至少两个国家的部分，第二国在集团内外均可。由集团去重后的总数减去各成员国的国内论文得到。
    没有公布拆分的成员国，其论文可能全部是国内论文，也可能全部不是，由此产生区间；地址残缺的论文使区间更宽。论文记录则直接给出这个数，并给出其中走出集团的篇数。
formula: "high = total(B) - sum of domestic(c);  low = high - sum of total(c without split) - sum of unlocated(c)"
unit: works
counting:
  en: Full counting, each work of the bloc once.
  zh: 全计数，集团的每篇论文计一次。
columns: unit, year, total, low, high, outside
reference: NCSES tables SPBS-17 and SPBS-33 (or SPBS-35 of the earlier release), or a corpus of records
inputs: [members]
beware:
  en: This is the meaning "more than one country". Works shared by member states only are inside it; from public tables the works that reach outside cannot be told apart, and `outside` is empty.
  zh: 这里的含义是“涉及一个以上国家”，只由成员国之间合写的论文也在其中。公开表无法单独给出走出集团的论文数，outside一列为空。
*/
WITH by_member AS (
    SELECT members.unit, members.year, counts.works, split.domestic, split.total - split.domestic - split.international AS unlocated
    FROM members
    JOIN whole_counts AS counts ON counts.unit = members.member AND counts.year = members.year AND counts.field = 'all' AND counts.release = $release
    LEFT JOIN output AS split ON split.unit = members.member AND split.year = members.year AND split.release = $release
), singles AS (
    SELECT unit, year,
        sum(coalesce(domestic, 0)) AS least,
        sum(coalesce(domestic + unlocated, works)) AS most
    FROM by_member
    GROUP BY unit, year
)
SELECT unit, year, bloc.works AS total,
    coalesce(several_inside + with_outside, bloc.works - most) AS low,
    coalesce(several_inside + with_outside, bloc.works - least) AS high,
    with_outside AS outside
FROM singles
JOIN (SELECT * FROM whole_counts WHERE release = $release AND field = 'all') AS bloc USING (unit, year)
LEFT JOIN (SELECT * FROM reach WHERE release = $release) AS reach USING (unit, year)
ORDER BY unit, year
