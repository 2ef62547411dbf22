-- How strong is a comparison on the Maryland Scientific Methods Scale?
-- comparison_level(comparison, adjusted, comparable) -> 5, 3, 2, 1, or null when it cannot be rated
create or replace macro comparison_level(comparison, adjusted, comparable) as
    case
        when not comparable then 1
        when comparison = 'randomised_control' then 5
        when comparison = 'matched_comparison' then 3
        when comparison = 'non_participants' then if(adjusted, 2, 1)
        when comparison = 'over_time' then 1
    end;
