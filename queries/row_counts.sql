-- How many rows has each table, those included that no longer hold?
select 'arms' as name, count(*) as rows
from arms
union all
select 'checklist' as name, count(*) as rows
from checklist
union all
select 'claims' as name, count(*) as rows
from claims
union all
select 'conflicts' as name, count(*) as rows
from conflicts
union all
select 'context' as name, count(*) as rows
from context
union all
select 'design_facts' as name, count(*) as rows
from design_facts
union all
select 'elsewhere_answers' as name, count(*) as rows
from elsewhere_answers
union all
select 'elsewhere_effects' as name, count(*) as rows
from elsewhere_effects
union all
select 'elsewhere_families' as name, count(*) as rows
from elsewhere_families
union all
select 'elsewhere_findings' as name, count(*) as rows
from elsewhere_findings
union all
select 'elsewhere_left_out' as name, count(*) as rows
from elsewhere_left_out
union all
select 'elsewhere_not_comparable' as name, count(*) as rows
from elsewhere_not_comparable
union all
select 'elsewhere_places' as name, count(*) as rows
from elsewhere_places
union all
select 'elsewhere_reviews' as name, count(*) as rows
from elsewhere_reviews
union all
select 'elsewhere_trials' as name, count(*) as rows
from elsewhere_trials
union all
select 'events' as name, count(*) as rows
from events
union all
select 'experiment_types' as name, count(*) as rows
from experiment_types
union all
select 'experiments' as name, count(*) as rows
from experiments
union all
select 'findings' as name, count(*) as rows
from findings
union all
select 'former_names' as name, count(*) as rows
from former_names
union all
select 'gaps' as name, count(*) as rows
from gaps
union all
select 'indicators' as name, count(*) as rows
from indicators
union all
select 'left_out' as name, count(*) as rows
from left_out
union all
select 'lessons' as name, count(*) as rows
from lessons
union all
select 'municipalities' as name, count(*) as rows
from municipalities
union all
select 'observations' as name, count(*) as rows
from observations
union all
select 'place_figures' as name, count(*) as rows
from place_figures
union all
select 'place_values' as name, count(*) as rows
from place_values
union all
select 'places' as name, count(*) as rows
from places
union all
select 'readings' as name, count(*) as rows
from readings
union all
select 'questions' as name, count(*) as rows
from questions
union all
select 'sources' as name, count(*) as rows
from sources
union all
select 'terms' as name, count(*) as rows
from terms
union all
select 'themes' as name, count(*) as rows
from themes
order by name;
