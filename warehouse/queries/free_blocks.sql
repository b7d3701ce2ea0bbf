-- How many of the live file's blocks are free, and how many has it?
SELECT free_blocks, total_blocks FROM pragma_database_size() WHERE database_name = current_database()
