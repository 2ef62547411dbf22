-- When in its trial was a result measured?
-- moment_of(end of the result, end of the trial) -> during, end, after or not_stated; a trial without an end goes on
create or replace macro moment_of(measured, trial_end) as
    case
        when measured is null then 'not_stated'
        when trial_end is null or final_day(measured) < first_day(trial_end) then 'during'
        when first_day(measured) > final_day(trial_end) then 'after'
        else 'end'
    end;
