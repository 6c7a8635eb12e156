-- The person's own pages (C39), and mail that waits to be sent.

-- Links that let a person in once, sent to the e-mail address on record. A used one is deleted.
CREATE TABLE own_link (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    token_hash BYTEA NOT NULL,    -- SHA-256 of a token of 256 random bits
    made BIGINT NOT NULL,         -- milliseconds since 1970-01-01 UTC, as all times here
    ends BIGINT NOT NULL,
    PRIMARY KEY (register_id, subject_id, token_hash)
) {{without_rowid}};
CREATE UNIQUE INDEX own_link_token ON own_link (token_hash);

-- Sessions of people on their own pages. They have nothing to do with those of staff.
CREATE TABLE own_session (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    token_hash BYTEA NOT NULL,
    began BIGINT NOT NULL,
    seen BIGINT NOT NULL,         -- last use, to the minute
    ends BIGINT NOT NULL,
    PRIMARY KEY (register_id, subject_id, token_hash)
) {{without_rowid}};
CREATE UNIQUE INDEX own_session_token ON own_session (token_hash);

-- Mail that waits to be sent: to a subject, sealed with the subject's own key, so that an erasure reaches it; or, with subject
-- 0, for somebody who is not known to be one, sealed with a key of the register. What was sent is deleted.
CREATE TABLE mail (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,   -- 0: not known to be a subject
    mail_id BIGINT NOT NULL,
    made BIGINT NOT NULL,
    due BIGINT NOT NULL,          -- when it is tried next; while it is being sent, when somebody else may try
    tries BIGINT NOT NULL,
    body BYTEA NOT NULL,          -- to whom and what, sealed
    PRIMARY KEY (register_id, subject_id, mail_id)
) {{without_rowid}};
CREATE INDEX mail_due ON mail (due);
