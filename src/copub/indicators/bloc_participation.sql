/*
title: {en: Participations of a region with a partner, zh: 地区与伙伴国的国家参与次数}
definition:
  en: >-
    Joint works with the partner, added up over the countries of a region, beside the same countries' international works added up.
    A work of two of the region's countries is two participations. Both sums are exact, so their quotient and growth are too.
  zh: >-
    把地区各国与伙伴国的合著论文数相加，并列出这些国家的国际合作论文数之和。地区内两国合写的一篇论文算两次参与。两个和都是准确的，因此其比值和增长也准确。
formula: part = sum over c of joint(c, partner);  whole = sum over c of international(c)
unit: works
counting:
  en: Full counting, one participation for each country of the region on a work.
  zh: 全计数，论文涉及地区内几国就算几次参与。
columns: unit, partner, year, part, whole
reference: OpenAlex country pairs, August 2024, or a corpus of records
inputs: [members]
beware:
  en: Participations exceed works where the region's countries write with the partner together. A partner inside the region is left out of both sums.
  zh: 地区内几国共同与伙伴国合作时，参与次数多于论文数。伙伴国本身属于该地区时，两个和都不含它。
*/
SELECT members.unit, chosen.home AS partner, members.year, coalesce(sum(pairs.works), 0)::BIGINT AS part, sum(whole.works)::BIGINT AS whole
FROM members
CROSS JOIN unnest($partners::VARCHAR[]) AS chosen(home)
JOIN international AS whole ON whole.release = $release AND whole.unit = members.member AND whole.year = members.year AND members.member <> chosen.home
LEFT JOIN joint AS pairs ON pairs.release = $release AND pairs.unit = chosen.home AND pairs.partner = members.member AND pairs.year = members.year
GROUP BY ALL
ORDER BY ALL
