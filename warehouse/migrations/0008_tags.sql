-- The groups an outlet was declared with at its last visit, such as labs or press; NULL before it had any.
ALTER TABLE outlets ADD COLUMN tags VARCHAR[];
