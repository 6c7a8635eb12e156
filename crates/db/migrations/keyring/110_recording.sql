-- One key a recording's file, random, wrapped by the key-encryption key, bound to register, subject, object and file. A
-- recording whose file is replaced gets another key with it. Deleting the row
-- makes every copy of the recording's bytes unreadable at that moment, those in backups included (R2-018).
CREATE TABLE recording_key (
    register_id BIGINT NOT NULL,
    subject_id  BIGINT NOT NULL,
    object_id   BIGINT NOT NULL,
    blob        BYTEA  NOT NULL,  -- random name of the file
    made        BIGINT NOT NULL,  -- milliseconds since 1970-01-01 UTC; one without a recording goes after a day
    wrapped     BYTEA  NOT NULL,
    PRIMARY KEY (register_id, subject_id, object_id, blob)
) {{without_rowid}};
