-- Which sources are there, and how much of each was read?
select id, kind, publisher, authors, title, published, url, language, access, reports_on, licence,
    coalesce(cuttings_allowed, false) as cuttings_allowed, page_count, pages_read, read_on
from live('sources', $as_of)
order by publisher, published, id;
