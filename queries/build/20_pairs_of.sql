-- Which numbers stand beside a comparison arm, as of a date?
-- columns: those of paired_at
create or replace macro pairs(as_of) as table (
    select * exclude (since, until)
    from pairs_kept
    where since <= as_of and (until is null or until > as_of)
);
