-- What is the last day that a date of year, month or day exactness can mean?
-- final_day(text) -> date, null for null
create or replace macro final_day(moment) as
    case length(moment)
        when 4 then cast(moment || '-12-31' as date)
        when 7 then last_day(cast(moment || '-01' as date))
        else cast(moment as date)
    end;
