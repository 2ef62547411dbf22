-- Of which groups of people do the tables have numbers? The whole group has no label.
with
shown as (
    select subgroup_id, subgroup_nl, subgroup_en from shown_pairs($as_of) where preferred
    union all
    select subgroup_id, subgroup_nl, subgroup_en from shown_numbers($as_of) where preferred
)
select subgroup_id as id, min(subgroup_nl) as label_nl, min(subgroup_en) as label_en
from shown
group by subgroup_id
order by subgroup_id <> 'whole_group', subgroup_id;
