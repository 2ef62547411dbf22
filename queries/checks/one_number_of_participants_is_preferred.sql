-- which experiments have more than one preferred number of participants, or another one than in their own row
-- columns: file, line, problem, value, expected
with preferred as (
    select line, experiment_id, value, added, withdrawn
    from design_facts
    where kind = 'participants' and preferred
),

twice as (
    select
        later.line,
        'participants is preferred twice, also in line ' || earlier.line as problem,
        later.value,
        'one preferred number of participants for ' || later.experiment_id as expected
    from preferred as later
    inner join preferred as earlier
        on later.experiment_id = earlier.experiment_id
        and later.line > earlier.line
        and lives_with(later.added, later.withdrawn, earlier.added, earlier.withdrawn)
),

other as (
    select
        preferred.line,
        'the preferred number of participants differs from experiments.csv, line ' || experiments.line as problem,
        preferred.value,
        coalesce(cast(experiments.participants as varchar), 'none') || ', as there' as expected
    from preferred
    inner join experiments
        on preferred.experiment_id = experiments.id
        and lives_with(preferred.added, preferred.withdrawn, experiments.added, experiments.withdrawn)
    where preferred.value is distinct from experiments.participants
)

select 'design_facts.csv' as file, line, problem, format('{:g}', value) as value, expected
from (from twice union all from other)
order by line, problem;
