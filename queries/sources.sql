-- Which sources are there, and how much of each was read?
-- columns: id, kind, publisher, authors, title, published, url, language, access, reports_on, licence
select id, kind, publisher, authors, title, published, url, language, access, reports_on, licence
from live('sources', $as_of)
order by publisher, published, id;
