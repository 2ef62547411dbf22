-- which effects do not belong on the axis of their family, or are drawn against the rule of comparability
-- columns: file, line, problem, value, expected
with members as (
    select
        e.line, e.id, e.draw, e.axis_low, e.axis_value, f.axis_scale, e.flipped, f.better as good,
        e.theme in (f.theme, 'several') or f.theme = 'several' as has_theme,
        e.better, axis_reason(e.axis_low, e.shown, f.chart, e.comparison_role) is null as fits
    from elsewhere_effects as e
    inner join elsewhere_families as f on e.family = f.id and lives_with(e.added, e.withdrawn, f.added, f.withdrawn)
),

found as (
    select line, 'the theme is not that of the family' as problem, id as value, 'the theme of the family' as expected
    from members
    where not has_theme
    union all
    select
        line, 'the good direction on the axis is not that of the family' as problem, better || if(flipped, ', flipped', '') as value,
        good || ' on the axis' as expected
    from members
    where (better != good) != flipped
    union all
    select
        line, 'draw is not what the rule of comparability says' as problem, draw as value,
        if(fits, 'interval', 'none') as expected
    from members
    where (draw = 'interval') != fits
    union all
    select line, 'a ratio that is not above 0' as problem, format('{:g}', axis_low) as value, 'above 0' as expected
    from members
    where axis_scale = 'log' and (axis_low <= 0 or axis_value <= 0)
)

select distinct 'elsewhere_effects.csv' as file, line, problem, value, expected
from found
order by line, problem;
