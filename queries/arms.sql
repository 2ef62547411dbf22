-- Which groups did each experiment have?
select id, experiment_id, type_id, role, label_nl, label_en, participants, participants_qualifier
from live('arms', $as_of)
order by experiment_id, position, id;
