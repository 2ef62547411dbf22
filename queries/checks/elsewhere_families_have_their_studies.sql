-- which families are drawn with another number of studies, or with more than one published unit, than their kind of chart says
-- columns: file, line, problem, value, expected
with studies as (
    select
        r.released, f.line, f.id, f.chart, f.axis_unit,
        count(distinct coalesce(e.trial_id, e.review_id)) filter (e.draw = 'interval') as studies,
        count(distinct e.unit) filter (e.draw = 'interval' and e.formula is null) as units
    from releases as r
    inner join elsewhere_families as f on lives_at(f.added, f.withdrawn, r.released)
    left join elsewhere_effects as e on e.family = f.id and lives_at(e.added, e.withdrawn, r.released)
    group by r.released, f.line, f.id, f.chart, f.axis_unit
)

select
    'elsewhere_families.csv' as file,
    line,
    if(units > 1, 'more than one unit on one axis', 'chart is ' || chart || ' with ' || studies || ' studies to draw') as problem,
    id as value,
    if(units > 1, 'one unit, or a formula that converts it', 'forest for two or more, one_study for one, list for none') as expected
from studies
where
    (units > 1 and axis_unit != 'standard_deviations')
    or chart != case when studies = 0 then 'list' when studies = 1 then 'one_study' else 'forest' end
group by line, id, chart, studies, units
order by line, problem;
