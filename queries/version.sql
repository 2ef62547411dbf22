-- Which data version is this, and when was it released?
select data_version, released, built_at, content_hash
from version
order by released;
