-- Which numbers stand beside a comparison arm, and which of them share an axis (group_key)?
-- columns: group_key, indicator_id, theme, unit, decimals, better, verdict, experiment_id, municipality_id, municipality, short_nl, short_en, treated_id, comparison_id, arm_nl, arm_en, comparison_arm_nl, comparison_arm_en, type_id, comparison, level, comparable, timing, population_nl, population_en, subgroup_nl, subgroup_en, start, "end", treated, comparison_value, difference, low, high, comparison_low, comparison_high, n, comparison_n, qualifier, comparison_qualifier, preferred, source_id, locator_nl, locator_en, note_nl, note_en
select
    group_key, indicator_id, theme, unit, decimals, better, verdict, experiment_id, municipality_id, municipality, short_nl,
    short_en, treated_id, comparison_id, arm_nl, arm_en, comparison_arm_nl, comparison_arm_en, type_id, comparison, level,
    comparable, timing, population_nl, population_en, subgroup_nl, subgroup_en, start, "end", treated, comparison_value,
    difference, low, high, comparison_low, comparison_high, n, comparison_n, qualifier, comparison_qualifier, preferred,
    source_id, locator_nl, locator_en, note_nl, note_en
from shown_pairs($as_of)
where ($theme is null or theme = $theme)
    and ($indicator is null or indicator_id = $indicator)
    and ($experiment is null or experiment_id = $experiment)
    and (len($types::varchar[]) = 0 or list_contains($types::varchar[], type_id))
    and (len($municipalities::varchar[]) = 0 or list_contains($municipalities::varchar[], municipality_id))
    and (len($comparisons::varchar[]) = 0 or list_contains($comparisons::varchar[], comparison))
order by place
limit $most + 1;
