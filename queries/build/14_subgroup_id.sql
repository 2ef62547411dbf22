-- Which id does a group of people have in addresses?
-- subgroup_id(name in English) -> its words with underscores; whole_group for null
create or replace macro subgroup_id(name) as
    coalesce(nullif(trim(regexp_replace(lower(name), '[^a-z0-9]+', '_', 'g'), '_'), ''), 'whole_group');
