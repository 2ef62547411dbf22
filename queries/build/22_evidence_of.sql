-- Which word does each experiment get on each theme, as of a date?
-- columns: those of evident_at
create or replace macro evidence(as_of) as table (
    select * exclude (since, until)
    from evidence_kept
    where since <= as_of and (until is null or until > as_of)
);
