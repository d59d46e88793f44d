/*
title: {en: Overtaking, zh: 赶超年份}
definition:
  en: The first year from which a challenger has had more works than a holder in every year up to the last; absent when it has not overtaken, or had from the beginning.
  zh: 自哪一年起，挑战者的论文数逐年超过原领先者，直到末年；没有超过，或从一开始就领先，则没有这个年份。
formula: the year after the last in which works(challenger) <= works(holder)
unit: year
counting:
  en: That of the series it is given.
  zh: 与所给序列相同。
columns: since
reference: definition
inputs: [series]
beware:
  en: Counting method and source move the year by some years either way.
  zh: 计数方法和数据来源不同，这个年份可能前后相差几年。
*/
WITH compared AS (
    SELECT year, challenger.works > holder.works AS ahead
    FROM series AS challenger
    JOIN series AS holder USING (year)
    WHERE challenger.unit = $challenger AND holder.unit = $holder
), last_behind AS (
    SELECT max(year) FILTER (NOT ahead) AS year, max(year) AS last_year FROM compared
)
SELECT CASE WHEN year < last_year THEN year + 1 END AS since
FROM last_behind
