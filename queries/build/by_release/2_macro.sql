-- What did compute_{name} give for the release that holds on a date?
create or replace macro {name}(as_of) as table (
    select * exclude (since, until)
    from {name}_by_release
    where since <= as_of and (until is null or until > as_of)
);
