/*
title: {en: Rank of units, zh: 统计单元的名次}
definition:
  en: >-
    The position of a unit among those it is compared with, by output, by CNCI or by any other measure, or of a partner among the partners of a home unit, by joint works; 1 is the
    largest, and equal values share the better position.
  zh: 一个统计单元在所比较的单元中，按产出、CNCI或其他指标排列的名次；或一个伙伴在本单元（home）的各伙伴中按合著论文数排列的名次。第1名最大，数值相同则取同一个靠前的名次。
formula: rank = 1 + number of units with a greater value
unit: rank
counting:
  en: That of the series it is given.
  zh: 与所给序列相同。
columns: measure, home, unit, year, value, rank, among
reference: definition
inputs: [series]
beware:
  en: A rank holds among the units handed in, whose number is among; give countries or blocs, not both. By a mean, small units stand far up and far down by chance.
  zh: 名次只在所给的单元之间成立，其个数为among；不要把国家与集团放在一起排。按平均值排名时，小单元容易因偶然而很靠前或很靠后。
*/
SELECT measure, home, unit, year, value,
    rank() OVER (PARTITION BY measure, home, year ORDER BY value DESC) AS rank,
    count(*) OVER (PARTITION BY measure, home, year) AS among
FROM series
WHERE value IS NOT NULL
ORDER BY measure, home, year, rank, unit
