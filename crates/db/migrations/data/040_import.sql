-- Rows brought in from files, batch by batch. What describes a person is sealed or not here at all: of a row that failed
-- its number and the reason stand here, never its values.

-- One file brought in once. The counts and the cursor change in the same transaction as the people, so that a stop at any
-- moment loses and doubles nothing.
--   batch_id     random
--   register     name of the register
--   account      who brought it in
--   file_name    last part of the file's name
--   file_digest  SHA-256 of the file: it goes on with the very same bytes only
--   mapping      what its columns mean, as TOML
--   state        1 running, 2 done, 3 being undone, 4 undone
--   row_cursor   last row of the file that was taken in; the header is row 1
--   created ...  how many rows came out so; kept: people whom the undo left as they were changed since
CREATE TABLE import_batch (
    batch_id    BIGINT NOT NULL PRIMARY KEY,
    register    TEXT   NOT NULL,
    source      TEXT   NOT NULL,
    account     BIGINT NOT NULL,
    file_name   TEXT   NOT NULL,
    file_digest BYTEA  NOT NULL,
    mapping     TEXT   NOT NULL,
    state       BIGINT NOT NULL,
    started     BIGINT NOT NULL,
    ended       BIGINT,
    row_cursor  BIGINT NOT NULL,
    created     BIGINT NOT NULL,
    updated     BIGINT NOT NULL,
    unchanged   BIGINT NOT NULL,
    duplicate   BIGINT NOT NULL,
    refused     BIGINT NOT NULL,
    failed      BIGINT NOT NULL,
    kept        BIGINT NOT NULL
);
CREATE INDEX import_batch_register ON import_batch (register, started, batch_id);

-- Why rows of a batch failed, each reason once.
--   rule         name of the rule
--   column_name  header of the column; empty when the whole row is meant
--   words        what is wrong and what to do, in three languages, as JSON
CREATE TABLE import_reason (
    batch_id    BIGINT NOT NULL,
    reason_id   BIGINT NOT NULL,
    rule        TEXT   NOT NULL,
    column_name TEXT   NOT NULL,
    words       TEXT   NOT NULL,
    PRIMARY KEY (batch_id, reason_id)
);

-- Rows that failed.
--   outcome      5 refused, 6 error
CREATE TABLE import_failure (
    batch_id   BIGINT NOT NULL,
    row_number BIGINT NOT NULL,
    reason_id  BIGINT NOT NULL,
    outcome    BIGINT NOT NULL,
    PRIMARY KEY (batch_id, row_number, reason_id)
) {{without_rowid}};

-- Which row of which batch met which subject, and what came of it. The gate's.
--   outcome      1 created, 2 updated, 3 unchanged, 4 duplicate, 5 created and kept by the undo
CREATE TABLE import_row (
    register_id BIGINT NOT NULL,
    subject_id  BIGINT NOT NULL,
    batch_id    BIGINT NOT NULL,
    row_number  BIGINT NOT NULL,
    outcome     BIGINT NOT NULL,
    PRIMARY KEY (register_id, subject_id, batch_id, row_number)
) {{without_rowid}};
CREATE INDEX import_row_batch ON import_row (register_id, batch_id, row_number);

-- Which version of a subject's category a batch found, and which it left, for the undo; what it found stands in `past`. The
-- gate's.
--   before       0: the category was not there
CREATE TABLE import_before (
    register_id BIGINT NOT NULL,
    subject_id  BIGINT NOT NULL,
    batch_id    BIGINT NOT NULL,
    category    BIGINT NOT NULL,
    before      BIGINT NOT NULL,
    after       BIGINT NOT NULL,
    PRIMARY KEY (register_id, subject_id, batch_id, category)
) {{without_rowid}};
CREATE INDEX import_before_batch ON import_before (register_id, batch_id, subject_id);
