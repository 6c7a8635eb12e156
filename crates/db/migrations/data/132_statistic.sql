-- What is left of data that the statement has anonymised when its time is up: counts and sums, by year. Names nobody, and can't be
-- led back to anybody: rows of one person and of many look alike, and small ones are not shown.
--   kind   word of the kind of object; 0 for items of people
--   year   the year of the object, or of the recording
--   item   word of the item; 0 for the object itself
--   value  a declared choice, `true`, `false`, a declared state, or empty
--   many   how many there were
--   total  their sum, for numbers and money (in cents)
CREATE TABLE statistic (
    register_id BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    year BIGINT NOT NULL,
    item BIGINT NOT NULL,
    value TEXT NOT NULL,
    many BIGINT NOT NULL,
    total BIGINT NOT NULL,
    PRIMARY KEY (register_id, kind, year, item, value)
) {{without_rowid}};
