/*
title: {en: Author-fractional count, zh: 按作者分数计数的论文数}
definition:
  en: Each work is divided evenly over its authors, each author's part evenly over the author's countries; a unit has the parts of its members.
  zh: 每篇论文在作者之间平均分配，每位作者的份额再在其国家之间平均分配；一个单元得到其成员的份额之和。
formula: P(X) = sum over works and authors of (1/N) (member countries of the author / countries of the author)
unit: works
counting:
  en: Fractional counting by authors; countries add up to the works less the parts of authors without a country.
  zh: 按作者分数计数；各国之和等于论文数减去无国家信息作者的份额。
columns: unit, year, value
reference: Leiden Ranking (1/N authors, then evenly over affiliations)
inputs: [credits, members]
beware:
  en: Where a source does not tie authors to addresses, its reader divides by addresses instead.
  zh: 来源没有把作者与地址对应起来时，读入程序改按地址分配。
*/
SELECT unit, year, sum(credit) / 720720.0::DOUBLE AS value
FROM credits
JOIN members USING (year)
WHERE members.member = country OR unit = 'WORLD'
GROUP BY unit, year
ORDER BY unit, year
