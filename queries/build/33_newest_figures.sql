-- which official figures of all places hold as of one date: each in its newest year
create or replace macro newest_figures(as_of) as table
select *
from live('place_figures', as_of)
qualify year = max(year) over (partition by id);
