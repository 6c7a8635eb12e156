-- Copies that were made, of data and of keys: each with its digest and its end of life (R7-025). Tells of no subject.
--   kind    data or keyring
--   made    when, milliseconds since 1970-01-01 UTC, as all times here
--   ends    when its time is over: the file is deleted then
--   gone    when it was deleted, or found to be gone
--   tried   when putting it back was last tried (R4-042)
--   outcome what came of that: `sound`, or what was wrong
CREATE TABLE backup_copy (
    copy_id BIGINT NOT NULL PRIMARY KEY,
    kind    TEXT   NOT NULL,
    file    TEXT   NOT NULL,
    sha256  TEXT   NOT NULL,
    bytes   BIGINT NOT NULL,
    made    BIGINT NOT NULL,
    ends    BIGINT,
    gone    BIGINT,
    tried   BIGINT,
    outcome TEXT
);
