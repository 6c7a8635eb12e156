-- Files of evidence, kept here: sealed under a key of the register's own, so that a copy of the rows shows nothing of them. Evidence without a
-- row here is a file that stays where it is.
--   bytes   length of the file
--   body    the file, sealed
CREATE TABLE measure_file (
    evidence BIGINT NOT NULL PRIMARY KEY REFERENCES measure_evidence (id),
    bytes    BIGINT NOT NULL,
    body     BYTEA  NOT NULL
);
