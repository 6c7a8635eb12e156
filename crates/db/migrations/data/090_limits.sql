-- What limits the use of a person's data, beside the statement's rules, as bits added up:
--   1  restricted at the person's wish, or while correctness is looked into (GDPR 18)
--   2  erased, but for what the law or a case keeps (GDPR 17(3))
--   4  an erasure waits for a hold to be released
--   8  a case holds some of what is left of an erased person
ALTER TABLE subject ADD COLUMN limits BIGINT NOT NULL DEFAULT 0;

-- Day of the last change to what is known about the person, days since 1970-01-01; retention `last-activity` counts from it.
ALTER TABLE subject ADD COLUMN active BIGINT;

-- Holds: a case keeps data that retention and erasure would take (R5-105). The case's words are sealed with the person.
CREATE TABLE hold (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    hold_id BIGINT NOT NULL,
    object_id BIGINT NOT NULL,    -- the object that is held; 0 for everything about the person
    placed BIGINT NOT NULL,       -- milliseconds since 1970-01-01 UTC
    review BIGINT NOT NULL,       -- day by which somebody looks whether the case still needs it
    account BIGINT NOT NULL,      -- who placed it
    body BYTEA NOT NULL,          -- which case, and why
    PRIMARY KEY (register_id, subject_id, hold_id)
) {{without_rowid}};
