-- How was an experiment set up: cost, targets, duration, pay, and who says so?
select id, experiment_id, kind, label_nl, label_en, value, qualifier, unit, date, preferred, source_id, locator_nl, locator_en
from live('design_facts', $as_of)
where $experiment is null or experiment_id = $experiment
order by experiment_id, kind, preferred desc, first_day(date) nulls last, id;
