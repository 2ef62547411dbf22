-- Under which other keys may a reader know a group of pairs?
-- The first keys had a hash of the words of the population; later ones have the id of a row that was withdrawn or moved since.
with
versions as (
    select id, indicator_id, timing, coalesce(base_en, experiment_id) as population
    from observations
    where added <= $as_of
),
alike as (
    select
        v.*, p.comparison, p.comparable, p.group_key, p.treated_id = v.id as same_row,
        v.timing = p.timing and v.population = coalesce(p.population_en, p.experiment_id) as same_words
    from versions as v
    join pairs($as_of) as p on p.indicator_id = v.indicator_id
    where same_row or same_words
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
        arg_max(group_key, same_row::integer) as group_key, if(bool_or(same_row), 3, 2) as place
    from alike
    where id not in (select comparison_id from pairs($as_of))
    group by former
)
select former, group_key
from (from hashed union all from named)
where former <> group_key
order by group_key, place, former;
