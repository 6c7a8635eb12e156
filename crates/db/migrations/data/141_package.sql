-- Copies of people's data that are put together by a job, wait sealed to be fetched, and end (GDPR 15(3)). They hold nothing that
-- the register does not hold, are sealed with the person's own key, and go with the person.
CREATE TABLE package (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,   -- whose data it is
    package_id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,      -- request in which it was granted
    account BIGINT NOT NULL,      -- who ordered it
    state BIGINT NOT NULL,        -- 1 waits, 2 is being made, 3 ready, 4 stopped
    files_made BIGINT NOT NULL,   -- how far the job is
    files_all BIGINT NOT NULL,    -- 0 while that is not known
    ordered BIGINT NOT NULL,      -- milliseconds since 1970-01-01 UTC, as all times here
    due BIGINT NOT NULL,          -- when it is gone on with; while it is being made, when somebody else may
    ends BIGINT NOT NULL,         -- from when on it can't be fetched, and is deleted
    tries BIGINT NOT NULL,
    body BYTEA NOT NULL,          -- for which purpose, why and in which language it was ordered
    PRIMARY KEY (register_id, subject_id, package_id)
) {{without_rowid}};
CREATE INDEX package_due ON package (due) WHERE state < 3;
CREATE INDEX package_ends ON package (ends);

-- Their files, in chunks. Chunk 0 is the file's name.
CREATE TABLE package_part (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    package_id BIGINT NOT NULL,
    file BIGINT NOT NULL,
    chunk BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (register_id, subject_id, package_id, file, chunk)
) {{without_rowid}};
