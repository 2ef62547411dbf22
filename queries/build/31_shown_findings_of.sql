-- Which results without a usable number are shown, with their words, as of a date?
-- columns: those of shown_findings_at
create or replace macro shown_findings(as_of) as table (
    select * exclude (since, until)
    from shown_findings_kept
    where since <= as_of and (until is null or until > as_of)
);
