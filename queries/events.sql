-- What happened in an experiment, or nationally, and when?
select id, experiment_id, first_day(date) as day, date, kind, label_nl, label_en, source_id
from live('events', $as_of)
where $experiment is null or experiment_id = $experiment
order by first_day(date), id;
