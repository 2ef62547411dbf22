-- Which numbers without a place beside a comparison arm rest on each source? Of each source the first so many.
select
    source_id, id, reason, experiment_id, municipality_id, municipality, short_nl, short_en, indicator_id, indicator_nl,
    indicator_en, arm_id, arm_nl, arm_en, subgroup_nl, subgroup_en, start, "end", unit, decimals, value, qualifier,
    locator_nl, locator_en
from shown_numbers($as_of)
qualify row_number() over (partition by source_id order by place) <= $each
order by place
limit $most;
