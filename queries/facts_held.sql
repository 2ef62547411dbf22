-- How many facts does the dashboard rest on?
select
    (select count(*) from live('experiments', $as_of)) as experiments,
    (select count(distinct municipality_id) from live('experiments', $as_of)) as municipalities,
    (select count(*) from live('themes', $as_of)) as themes,
    (select count(*) from results($as_of) where counts) as results,
    (select count(*) from results($as_of) where counts and kind = 'pair') as sized,
    (select count(*) from live('observations', $as_of) where low is not null) as with_interval,
    count(*) as sources,
    count(*) filter (access = 'opening') as sources_read_in_part,
    count(*) filter (access = 'secondary') as sources_secondary,
    count(*) filter (access = 'full') as sources_read_in_full
from live('sources', $as_of)
order by sources;
