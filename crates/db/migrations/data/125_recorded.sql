-- What keeps recordings, and whose work a request is about. crates/gate/src/store/recorded.rs owns these tables.

-- A live need of a recording: an open case that it proves, or a set that people are trained with (R6-016). Goes with the
-- recording at the latest.
--   kind     1 case, 2 training
--   ends     last day of the need, days since 1970-01-01
--   placed   milliseconds since 1970-01-01 UTC
--   set_id   the training set, for a need of training
--   body     why, sealed
CREATE TABLE recording_need (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    object_id BIGINT NOT NULL,
    need_id BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    placed BIGINT NOT NULL,
    account BIGINT NOT NULL,
    set_id BIGINT,
    body BYTEA NOT NULL,
    PRIMARY KEY (register_id, subject_id, object_id, need_id)
) {{without_rowid}};
CREATE INDEX recording_need_set ON recording_need (register_id, set_id) WHERE set_id IS NOT NULL;

-- A set of recordings that people are trained with (R2-004). Its name is sealed with a key of the register; what is in it says
-- recording_need.
CREATE TABLE training_set (
    register_id BIGINT NOT NULL,
    set_id BIGINT NOT NULL,
    made BIGINT NOT NULL,         -- milliseconds since 1970-01-01 UTC
    account BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (register_id, set_id)
) {{without_rowid}};

-- The account of staff whose own data a request is about: the calls that they answered and the assessments of them (R2-011).
CREATE TABLE request_staff (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,   -- number of the case
    account BIGINT NOT NULL,
    PRIMARY KEY (register_id, subject_id)
) {{without_rowid}};
