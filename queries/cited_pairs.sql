-- Which numbers beside a comparison arm rest on each source? Of each source the first so many.
select
    source_id, group_key, indicator_id, indicator_nl, indicator_en, municipality, short_nl, short_en, treated_id, comparison_id,
    arm_nl, arm_en, comparison_arm_nl, comparison_arm_en, subgroup_nl, subgroup_en, start, "end", unit, decimals, treated,
    comparison_value, qualifier, comparison_qualifier, locator_nl, locator_en
from shown_pairs($as_of)
where preferred
qualify row_number() over (partition by source_id order by place) <= $each
order by place
limit $most;
