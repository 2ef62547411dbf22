-- How many decimals does a number have, as it was written?
-- decimals(number) -> 0 for a whole number
create or replace macro decimals(number) as
    length(rtrim(split_part(number::decimal(18, 6)::varchar, '.', 2), '0'));
