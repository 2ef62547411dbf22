-- What was found without a usable number, about whom, and against what?
-- columns: id, experiment_id, municipality_id, municipality, short_nl, short_en, theme, indicator_id, indicator_nl, indicator_en, arm_id, type_id, arm_nl, arm_en, comparison_arm_nl, comparison_arm_en, about, comparison, comparison_group, level, verdict, direction, test, basis, counts, preferred, start, "end", text_nl, text_en, source_id, locator_nl, locator_en
select
    id, experiment_id, municipality_id, municipality, short_nl, short_en, theme, indicator_id, indicator_nl, indicator_en,
    arm_id, type_id, arm_nl, arm_en, comparison_arm_nl, comparison_arm_en, about, comparison, comparison_group, level, verdict,
    direction, test, basis, counts, preferred, start, "end", text_nl, text_en, source_id, locator_nl, locator_en
from shown_findings($as_of)
where ($theme is null or theme = $theme)
    and ($indicator is null or indicator_id = $indicator)
    and ($experiment is null or experiment_id = $experiment)
    and (len($types::varchar[]) = 0 or list_has_any($types::varchar[], type_ids))
    and (len($municipalities::varchar[]) = 0 or list_contains($municipalities::varchar[], municipality_id))
    and (len($comparisons::varchar[]) = 0 or list_contains($comparisons::varchar[], comparison_group))
order by place
limit $most + 1;
