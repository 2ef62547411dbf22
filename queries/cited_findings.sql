-- Which results without a usable number, and which claims, rest on each source? Of either kind the first so many of each source.
select
    source_id, id, experiment_id, municipality_id, municipality, short_nl, short_en, theme, indicator_id, indicator_nl,
    indicator_en, arm_nl, arm_en, comparison_group, test, basis, counts, preferred, text_nl, text_en, locator_nl, locator_en
from shown_findings($as_of)
qualify row_number() over (partition by source_id, basis = 'claim' order by place) <= $each
order by place
limit $most;
