-- Which numbers beside a comparison arm are shown, with their words, as of a date?
-- columns: those of shown_pairs_at
create or replace macro shown_pairs(as_of) as table (
    select * exclude (since, until)
    from shown_pairs_kept
    where since <= as_of and (until is null or until > as_of)
);
