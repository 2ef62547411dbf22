-- How many bytes must the file of this database have at least?
select block_size * total_blocks as bytes
from pragma_database_size();
