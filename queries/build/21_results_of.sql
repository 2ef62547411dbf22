-- What are all the results, as of a date?
-- columns: those of resulting_at
create or replace macro results(as_of) as table (
    select * exclude (since, until)
    from results_kept
    where since <= as_of and (until is null or until > as_of)
);
