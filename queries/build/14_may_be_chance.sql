-- May the difference between two numbers be chance, as far as their published intervals say?
-- may_be_chance(value, low, high, other, other_low, other_high) -> true when the intervals overlap, or when one lies around the other
-- number; false without any interval. Such intervals are no test: the difference may still be significant.
create or replace macro may_be_chance(a, low, high, b, other_low, other_high) as
    coalesce(low, high, other_low, other_high) is not null
    and coalesce(low, a) <= coalesce(other_high, b)
    and coalesce(other_low, b) <= coalesce(high, a);
