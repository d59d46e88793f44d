/*
title: {en: Joint works, zh: 合著论文}
definition:
  en: Works with at least one address in the home country and at least one in the partner country, by year.
  zh: 至少有一个地址在本国、同时至少有一个地址在伙伴国的论文，按年统计。
formula: joint(home, partner, year) = number of works whose countries include both
unit: works
counting:
  en: Full counting; a work of three countries counts in each of its three pairs.
  zh: 全计数；三国合写的论文在三对国家中各计一次。
columns: unit, partner, year, works
reference: OpenAlex country pairs, collected through its API by V. Batagelj, August 2024; or a corpus of records
beware:
  en: The public pairs take in all types of works, conference papers, data sets and preprints too, so the level lies above counts of journal articles. Hong Kong, Macao and Taiwan stand apart from China, as in the source.
  zh: 公开的国家对数据包括所有类型，会议论文、数据集和预印本也在内，因此高于只计期刊论文的数字。香港、澳门、台湾按来源单列，不并入中国。
*/
-- Only a corpus has both output and pairs under one release; it knows that there were none, where a table of pairs is silent.
WITH silent AS (
    SELECT DISTINCT $home AS unit, chosen.partner, output.year, 0 AS works
    FROM unnest($partners::VARCHAR[]) AS chosen(partner)
    CROSS JOIN output
    ANTI JOIN joint ON joint.release = $release AND joint.unit = $home AND joint.partner = chosen.partner AND joint.year = output.year
    WHERE output.release = $release
), found AS (
    SELECT unit, partner, year, works
    FROM joint
    WHERE release = $release AND unit = $home AND list_contains($partners::VARCHAR[], partner)
)
SELECT unit, partner, year, works::BIGINT AS works
FROM (FROM found UNION ALL BY NAME FROM silent)
WHERE year BETWEEN $first_year AND $last_year
ORDER BY unit, partner, year
