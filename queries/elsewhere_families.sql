-- Which families of outcomes elsewhere have one axis each, and which of them are drawn?
select
    f.id, f.theme, f.label_nl, f.label_en, f.axis_nl, f.axis_en, f.axis_unit, f.better, f.null_value, f.axis_scale, f.chart,
    f.caution_nl, f.caution_en
from live('elsewhere_families', $as_of) as f
order by f.chart = 'one_study', f.chart = 'list', f.line;
