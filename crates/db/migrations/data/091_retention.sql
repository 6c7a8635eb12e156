-- The run that destroys what is past its term: one a register, resumed where it stopped.
--   day      the day that it is for, days since 1970-01-01
--   place    the last subject that it has been through
--   overdue  what it found past its term and could not destroy, because somebody was changing it
CREATE TABLE retention_run (
    register_id BIGINT NOT NULL PRIMARY KEY,
    day BIGINT NOT NULL,
    place BIGINT NOT NULL,
    started BIGINT NOT NULL,
    ended BIGINT,
    overdue BIGINT NOT NULL
);

-- What runs have destroyed: how many of what, on which day. Names nobody.
CREATE TABLE certificate (
    register_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    what TEXT NOT NULL,           -- a category, a kind of object, `people`, `earlier-values`, `undeclared`
    many BIGINT NOT NULL,
    at BIGINT NOT NULL,           -- milliseconds since 1970-01-01 UTC
    PRIMARY KEY (register_id, day, what)
) {{without_rowid}};
