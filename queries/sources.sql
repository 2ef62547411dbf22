-- Which sources are there, and how much of each was read?
select id, kind, publisher, authors, title, published, url, language, access, reports_on, licence,
    page_count, pages_read, read_on
from live('sources', $as_of)
order by publisher, published, id;
