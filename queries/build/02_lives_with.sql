-- is there a day on which two rows with these dates both hold
create or replace macro lives_with(added, withdrawn, other_added, other_withdrawn) as
    added < coalesce(other_withdrawn, date '9999-12-31')
    and other_added < coalesce(withdrawn, date '9999-12-31');
