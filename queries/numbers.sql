-- Which published numbers have no place beside a comparison arm, and why not?
-- columns: id, reason, experiment_id, municipality_id, municipality, short_nl, short_en, theme, indicator_id, indicator_nl, indicator_en, definition_nl, definition_en, caution_nl, caution_en, unit, decimals, better, arm_id, type_id, arm_nl, arm_en, comparison, level, timing, day, start, "end", value, qualifier, low, high, n, subgroup_nl, subgroup_en, base_nl, base_en, preferred, source_id, locator_nl, locator_en, note_nl, note_en
-- reason: superseded (another row leads), only_a_difference or only_a_ratio (no two shares), series (a count at several moments),
-- all_groups (approaches and comparison arm together), no_comparison (a number of one arm alone).
select
    id, reason, experiment_id, municipality_id, municipality, short_nl, short_en, theme, indicator_id, indicator_nl,
    indicator_en, definition_nl, definition_en, caution_nl, caution_en, unit, decimals, better, arm_id, type_id, arm_nl, arm_en,
    comparison, level, timing, day, start, "end", value, qualifier, low, high, n, subgroup_nl, subgroup_en, base_nl, base_en,
    preferred, source_id, locator_nl, locator_en, note_nl, note_en
from shown_numbers($as_of)
where ($theme is null or theme = $theme)
    and ($indicator is null or indicator_id = $indicator)
    and ($experiment is null or experiment_id = $experiment)
    and (len($types::varchar[]) = 0 or list_has_any($types::varchar[], type_ids))
    and (len($municipalities::varchar[]) = 0 or list_contains($municipalities::varchar[], municipality_id))
    and (len($comparisons::varchar[]) = 0 or list_contains($comparisons::varchar[], coalesce(comparison, 'unrated')))
order by place
limit $most + 1;
