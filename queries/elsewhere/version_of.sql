-- Which version of the data does another database have?
-- columns: content_hash, built_at
select content_hash, built_at from version;
