-- Under which other keys may a reader know a group of pairs?
-- The first keys had a hash of the words of the population; later ones have the id of a row that was withdrawn or reworded since.
with
live_pairs as (select * from pairs($as_of)),
groups as (
    select distinct group_key, indicator_id, comparison, comparable, timing, coalesce(population_en, experiment_id) as population
    from live_pairs
),
versions as (
    select id, indicator_id, timing, coalesce(base_en, experiment_id) as population, min(added) over (partition by id) as first_added, withdrawn
    from observations
    where added <= $as_of and arm_id in (select id from arms where role = 'treatment')
),
firsts as (
    select indicator_id, timing, population, arg_min(id, (first_added, id)) as id
    from versions
    group by all
),
alike as (
    select f.*, g.comparison, g.comparable, g.group_key, true as same_words
    from firsts as f
    join groups as g using (indicator_id, timing, population)
    union all by name
    -- Rows that hold no more, by the words that they had.
    select v.* exclude (first_added, withdrawn), g.comparison, g.comparable, g.group_key, true as same_words
    from versions as v
    join groups as g using (indicator_id, timing, population)
    where v.withdrawn is not null and v.id not in (select treated_id from live_pairs)
    union all by name
    -- Rows that were corrected, with the words that they had before.
    select v.* exclude (first_added, withdrawn), p.comparison, p.comparable, p.group_key, false as same_words
    from versions as v
    join live_pairs as p on p.treated_id = v.id
    where v.withdrawn is not null
),
hashed as (
    select
        indicator_id || '.' || comparison || '.' || substr(md5(population || comparable::varchar || timing), 1, 6) as former,
        arg_max(group_key, same_words::integer) as group_key, 1 as place
    from alike
    group by former
),
named as (
    select
        indicator_id || '.' || comparison || '.' || id || if(comparable, '', '.not_comparable') as former,
        arg_min(group_key, same_words::integer) as group_key, 2 as place
    from alike
    group by former
)
select former, group_key
from (from hashed union all from named)
where former <> group_key
order by group_key, place, former;
