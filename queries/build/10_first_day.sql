-- What is the first day that a date of year, month or day exactness can mean?
-- first_day(text) -> date, null for null
create or replace macro first_day(moment) as
    cast(case length(moment)
        when 4 then moment || '-01-01'
        when 7 then moment || '-01'
        else moment
    end as date);
