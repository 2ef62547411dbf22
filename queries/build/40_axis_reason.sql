-- Why does an effect elsewhere stay off the axis of its family?
-- axis_reason(axis_low, shown, chart, comparison) -> null for an effect that is drawn
-- Effects share an axis only inside a family, which has one measure, unit and good direction, and only with an interval and a
-- comparison with other people. Follow-up and design are written at the row, because they may differ inside a family.
create or replace macro axis_reason(axis_low, shown, chart, comparison) as
    case
        when not shown then 'appendix'
        when axis_low is null then 'no_interval'
        when comparison = 'over_time' then 'no_comparison'
        when chart = 'list' then 'alone'
    end;
