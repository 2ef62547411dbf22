-- which doubtful results elsewhere do not say why they may be shown
-- columns: file, line, problem, value, expected
with results as (
    select 'elsewhere_effects.csv' as file, line, id, confidence, why_fit from elsewhere_effects
    union all
    select 'elsewhere_findings.csv' as file, line, id, confidence, why_fit from elsewhere_findings
)

select file, line, 'confidence is check without a reason' as problem, id as value, 'why_fit filled in' as expected
from results
where confidence = 'check' and why_fit is null
order by file, line;
