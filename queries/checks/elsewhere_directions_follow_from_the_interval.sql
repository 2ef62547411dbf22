-- which effects say another direction or test than their 95% interval on the axis
-- columns: file, line, problem, value, expected
with judged as (
    select
        e.line, e.direction, e.test,
        case
            when e.axis_low is null then e.direction
            when f.null_value between e.axis_low and e.axis_high then 'no_difference'
            when (e.axis_value > f.null_value) != e.flipped then 'higher'
            else 'lower'
        end as wanted,
        case
            when e.axis_low is null then 'not_stated'
            when f.null_value between e.axis_low and e.axis_high then 'not_significant'
            else 'significant'
        end as wanted_test
    from elsewhere_effects as e
    inner join elsewhere_families as f on e.family = f.id and lives_with(e.added, e.withdrawn, f.added, f.withdrawn)
)

select distinct
    'elsewhere_effects.csv' as file,
    line,
    'direction or test does not follow from the interval' as problem,
    direction || ', ' || test as value,
    wanted || ', ' || wanted_test as expected
from judged
where direction != wanted or test != wanted_test
order by line;
