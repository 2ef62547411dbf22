-- which places or municipalities share a code or a name with another one, or are not the municipality that they name
-- columns: file, line, problem, value, expected
select
    'places.csv' as file,
    p.line,
    'the code or the name of another place' as problem,
    p.gm_code || ' ' || p.name as value,
    'a code and a name of its own' as expected
from places as p
semi join places as other
    on (p.gm_code = other.gm_code or p.name = other.name)
    and p.line > other.line
    and lives_with(p.added, p.withdrawn, other.added, other.withdrawn)
union all
select
    'municipalities.csv' as file,
    m.line,
    'the code or the name of another municipality' as problem,
    m.gm_code || ' ' || m.name as value,
    'a code and a name of its own' as expected
from municipalities as m
semi join municipalities as other
    on (m.gm_code = other.gm_code or m.name = other.name)
    and m.line > other.line
    and lives_with(m.added, m.withdrawn, other.added, other.withdrawn)
union all
select
    'places.csv' as file,
    p.line,
    'the code of another municipality' as problem,
    p.gm_code as value,
    m.gm_code as expected
from places as p
join municipalities as m on m.id = p.municipality_id
where m.gm_code != p.gm_code
order by line;
