-- does a row with these dates hold on one day
create or replace macro lives_at(added, withdrawn, day) as
    added <= day and (withdrawn is null or withdrawn > day);
