-- Which numbers without a place beside a comparison arm are shown, and why, as of a date?
-- columns: those of shown_numbers_at
create or replace macro shown_numbers(as_of) as table (
    select * exclude (since, until)
    from shown_numbers_kept
    where since <= as_of and (until is null or until > as_of)
);
