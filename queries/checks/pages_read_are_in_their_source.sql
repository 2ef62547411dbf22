-- which sources name pages that were read and that they do not have
-- columns: file, line, problem, value, expected
select
    'sources.csv' as file,
    line,
    'pages_read are no pages of the source' as problem,
    pages_read || ' of ' || coalesce(page_count::varchar, 'an unknown number') as value,
    'pages such as 1-12, 40, up to page_count' as expected
from sources
where not regexp_full_match(pages_read, '[0-9]{1,5}(-[0-9]{1,5})?(, ?[0-9]{1,5}(-[0-9]{1,5})?)*')
    or list_max(list_transform(regexp_extract_all(pages_read, '[0-9]{1,5}'), lambda page: page::integer)) > coalesce(page_count, 0)
order by line;
