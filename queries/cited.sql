-- How many facts rest on each source, by their kind?
-- kind: observation, finding (measured or not), claim, experiment, design_fact, event, context, lesson or elsewhere.
select source_id, kind, count(*) as rows
from (
    select source_id, 'observation' as kind from live('observations', $as_of)
    union all
    select source_id, if(basis = 'claim', 'claim', 'finding') as kind from live('findings', $as_of)
    union all
    select source_id, 'experiment' as kind from live('experiments', $as_of)
    union all
    select source_id, 'design_fact' as kind from live('design_facts', $as_of)
    union all
    select source_id, 'event' as kind from live('events', $as_of)
    union all
    select source_id, 'context' as kind from live('context', $as_of)
    union all
    select source_id, 'lesson' as kind from live('lessons', $as_of)
    union all
    select source_id, 'elsewhere' as kind
    from query_table(['elsewhere_trials', 'elsewhere_reviews', 'elsewhere_effects', 'elsewhere_findings'], true)
    where lives_at(added, withdrawn, $as_of)
)
group by source_id, kind
order by source_id, kind;
