-- In which order did the types that were ever tried come into the data?
select t.id
from experiment_types as t
join arms as a on a.type_id = t.id
where a.role = 'treatment'
group by t.id
order by greatest(min(t.added), min(a.added)), arg_min(t.position, t.added), t.id;
