-- Which word do studies of several municipalities together get on each theme?
select e.*
from evidence($as_of) as e
join live('themes', $as_of) as t on t.id = e.theme
where e.experiment_id = 'national'
order by t.position, t.id;
