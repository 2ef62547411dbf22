-- Which version of the data does PostgreSQL have?
select content_hash, built_at from version;
