/*
title: {en: Partner's share of international works, zh: 伙伴国在国际合作论文中的占比}
definition:
  en: Of the home country's international works, the part that carries an address in the partner country.
  zh: 本国的国际合作论文中，带有伙伴国地址的部分。
formula: value = joint(home, partner) / international(home)
unit: share
counting:
  en: Full counting; the shares of all partners add up to more than one.
  zh: 全计数；所有伙伴的占比之和大于一。
columns: unit, partner, year, value
reference: Luukkonen et al. 1993 (doi 10.1007/BF02016282); OpenAlex country pairs, August 2024, or a corpus of records
beware:
  en: Not symmetric; swapping home and partner changes the denominator.
  zh: 不对称：互换本国与伙伴国，分母随之改变。
*/
SELECT pairs.unit, partner, pairs.year, pairs.works / whole.works AS value
FROM joint AS pairs
JOIN international AS whole USING (release, unit, year)
WHERE release = $release
  AND pairs.unit = $home
  AND list_contains($partners::VARCHAR[], partner)
  AND pairs.year BETWEEN $first_year AND $last_year
ORDER BY partner, pairs.year
