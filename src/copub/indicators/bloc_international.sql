/*
title: {en: Works of a bloc with two or more countries, zh: 集团论文中涉及两国及以上的部分}
definition:
  en: >-
    Of the works of a bloc, those with addresses in at least two countries, be the second inside the bloc or outside it. It follows
    from the bloc's de-duplicated total less the domestic works of each member. Members without a published split leave a band
    between all and none of their works being domestic; incomplete addresses widen it.
  zh: >-
    集团的论文中地址涉及至少两个国家的部分，第二国在集团内外均可。由集团去重后的总数减去各成员国的国内论文得到。
    没有公布拆分的成员国，其论文可能全部是国内论文，也可能全部不是，由此产生区间；地址残缺的论文使区间更宽。
formula: "high = total(B) - sum of domestic(c);  low = high - sum of total(c without split) - sum of unlocated(c)"
unit: works
counting:
  en: Full counting, each work of the bloc once.
  zh: 全计数，集团的每篇论文计一次。
columns: unit, year, total, low, high
reference: NCSES tables SPBS-17 and SPBS-33 (or SPBS-35 of the earlier release)
inputs: [members]
beware:
  en: This is the meaning "more than one country". Works shared by member states only are inside it; works that reach beyond the bloc alone cannot be told from these tables.
  zh: 这里的含义是“涉及一个以上国家”，只由成员国之间合写的论文也在其中。单独走出集团的论文有多少，从这些表无法得知。
*/
WITH by_member AS (
    SELECT members.unit, members.year, counts.works, split.domestic, split.total - split.domestic - split.international AS unlocated
    FROM members
    JOIN ncses_whole_counts AS counts ON counts.unit = members.member AND counts.year = members.year AND counts.field = 'all' AND counts.release = $release
    LEFT JOIN ncses_output AS split ON split.unit = members.member AND split.year = members.year AND split.release = $release
), singles AS (
    SELECT unit, year,
        sum(coalesce(domestic, 0)) AS least,
        sum(coalesce(domestic + unlocated, works)) AS most
    FROM by_member
    GROUP BY unit, year
)
SELECT bloc.unit, bloc.year, bloc.works AS total, bloc.works - singles.most AS low, bloc.works - singles.least AS high
FROM ncses_whole_counts AS bloc
JOIN singles ON singles.unit = bloc.unit AND singles.year = bloc.year
WHERE bloc.release = $release AND bloc.field = 'all'
ORDER BY bloc.unit, bloc.year
