-- On which figures is each place like each municipality with experiments?
-- step: the difference in standard deviations over all places. distance: the mean of the steps, over `figures` figures.
-- Both are rounded, because their last digits depend on the order of a sum.
-- word: by the limits of the method page; none with fewer than six figures.
create or replace macro compute_likeness(as_of) as table (
    with measured as (
        select v.place_id, v.figure_id, f.position, v.value, if(f.scale = 'log', log10(v.value), v.value) as scaled
        from live('place_values', as_of) as v
        join newest_figures(as_of) as f on f.id = v.figure_id and f.year = v.year
        where f.role = 'likeness'
    ),
    spread as (
        select figure_id, stddev_pop(scaled) as deviation
        from measured
        group by figure_id
    ),
    steps as (
        select
            own.place_id, p.municipality_id, other.figure_id, other.position, own.value, other.value as other_value,
            abs(own.scaled - other.scaled) / s.deviation as step
        from measured as own
        join measured as other on other.figure_id = own.figure_id
        join live('places', as_of) as p on p.id = other.place_id and p.municipality_id is not null and p.id != own.place_id
        join spread as s on s.figure_id = own.figure_id and s.deviation > 0
    ),
    distances as (
        select *, avg(step) over own as distance, count(*) over own as figures
        from steps
        window own as (partition by place_id, municipality_id)
    )
    select
        place_id, municipality_id, figure_id, position, value, other_value,
        round(step, 9) as step, round(distance, 9) as distance, figures,
        case
            when figures < 6 then 'none'
            when distance < 0.4 then 'much'
            when distance < 0.65 then 'somewhat'
            when distance < 0.95 then 'little'
            else 'not'
        end as word
    from distances
);
