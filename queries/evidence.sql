-- Which word, level and number of results does each cell of the evidence map have?
select experiment_id, theme, state, verdict, level, comparison, results, strongest, pairs, sized, type_ids, covers_all, weaker_disagree, second_hand,
    untested, may_be_chance, several_cities, partly, only_outcome, favourable, unfavourable, same, mixed, types_for, types_against
from evidence($as_of)
where experiment_id <> 'national'
order by experiment_id, theme;
