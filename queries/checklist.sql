-- What does a municipality settle before it starts, and which lessons help?
select id, phase, question_nl, question_en, string_split(lessons, '|') as lesson_ids
from live('checklist', $as_of)
order by position, id;
