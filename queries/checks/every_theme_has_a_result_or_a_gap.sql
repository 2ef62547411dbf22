-- on which themes is nothing said about an experiment: no result and no reason why there is none
-- columns: file, line, problem, value, expected
with wanted as (
    select releases.released, experiments.line, experiments.id as experiment_id, themes.id as theme
    from releases
    inner join experiments on lives_at(experiments.added, experiments.withdrawn, releases.released)
    inner join themes on lives_at(themes.added, themes.withdrawn, releases.released)
),

results as (
    select experiment_id, indicator_id, added, withdrawn
    from observations
    where preferred
    union all
    -- a comparison arm and several municipalities together say nothing about the approach of one experiment
    select experiment_id, indicator_id, added, withdrawn
    from findings
    where preferred and basis = 'measured' and about in ('treatment_arm', 'all_treatments', 'all_participants')
),

answered as (
    select releases.released, results.experiment_id, indicators.theme
    from releases
    inner join results on lives_at(results.added, results.withdrawn, releases.released)
    inner join indicators
        on results.indicator_id = indicators.id
        and lives_at(indicators.added, indicators.withdrawn, releases.released)
    union all
    select releases.released, gaps.experiment_id, gaps.theme
    from releases
    inner join gaps on lives_at(gaps.added, gaps.withdrawn, releases.released)
)

select
    'experiments.csv' as file,
    wanted.line,
    'no result and no gap on a theme' as problem,
    wanted.experiment_id || ', ' || wanted.theme as value,
    'a preferred observation, a preferred measured finding about the treatment, or a row in gaps.csv, as of '
    || min(wanted.released) as expected
from wanted
anti join answered using (released, experiment_id, theme)
group by wanted.line, wanted.experiment_id, wanted.theme
order by wanted.line, value;
