-- How many results are there at each level of evidence?
select level, count(*) as results
from results($as_of)
where counts
group by level
order by level desc nulls last;
