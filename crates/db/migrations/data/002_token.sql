-- Search over sealed data: keyed tokens (HMAC of a normalised term, 48 bits), which say nothing without the register's
-- search key. Clustered by token, so that a query word is one walk.
CREATE TABLE token (
    register_id BIGINT NOT NULL,
    token       BIGINT NOT NULL,
    subject_id  BIGINT NOT NULL,
    PRIMARY KEY (register_id, token, subject_id)
) {{without_rowid}};

-- The tokens of each subject, six bytes each, ascending: what an edit compares with, and what an erasure removes, without
-- opening anything and without leaving one behind.
CREATE TABLE subject_token (
    register_id BIGINT NOT NULL,
    subject_id  BIGINT NOT NULL,
    tokens      BYTEA  NOT NULL,
    PRIMARY KEY (register_id, subject_id)
) {{without_rowid}};
