/*
title: {en: Strength of collaboration, zh: 合作强度}
definition:
  en: >-
    Joint works of two units set against the sizes of both: Salton's and Jaccard's measures, the one-way share, probabilistic affinity (1 is what chance would give),
    and relative intensity of collaboration (the partner's share in the unit over its share in the rest of the world).
  zh: 把两个单元的合著论文数与双方规模相比：萨尔顿指数、雅卡尔指数、单向占比、概率亲和度（1为随机水平），以及相对合作强度（伙伴在本单元的占比除以它在世界其余部分的占比）。
formula: salton = j / sqrt(x y);  jaccard = j / (x + y - j);  affinity = j / x;  probabilistic = j T / (x y);  ric = (j / x) / ((y - j) / (T - x))
unit: index
counting:
  en: That of the series it is given; x, y and T are all works of unit, partner and world.
  zh: 与所给序列相同；x、y、T是本单元、伙伴和世界的全部论文。
columns: unit, partner, year, joint, salton, jaccard, affinity, probabilistic, ric
reference: Zitt, Bassecoulard and Okubo 2000; Fuchs, Sivertsen and Rousseau 2021, 10.1007/s11192-021-04110-x
inputs: [joint, outputs]
beware:
  en: Affinity and ric have a direction. The world's row of outputs must be there under WORLD. Ric rises with collaboration in general.
  zh: 单向占比和相对合作强度有方向。outputs中须有世界一行（WORLD）。国际合作普遍增多时，相对合作强度也会上升。
*/
WITH sizes AS (
    SELECT joint.unit, joint.partner, year, joint.works::DOUBLE AS j, x.works::DOUBLE AS x, y.works::DOUBLE AS y, world.works::DOUBLE AS t
    FROM joint
    JOIN outputs AS x USING (unit, year)
    JOIN outputs AS y ON y.unit = joint.partner AND y.year = joint.year
    JOIN outputs AS world ON world.unit = 'WORLD' AND world.year = joint.year
)
SELECT unit, partner, year, j::BIGINT AS joint,
    j / sqrt(x * y) AS salton,
    j / (x + y - j) AS jaccard,
    j / x AS affinity,
    j * t / (x * y) AS probabilistic,
    (j / x) / nullif((y - j) / nullif(t - x, 0), 0) AS ric
FROM sizes
ORDER BY unit, partner, year
