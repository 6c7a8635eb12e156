-- Recordings that a request names. crates/gate/src/store/asked.rs owns this table.

-- A recording is held from the moment at which it is named until it is handed over, or the case is over without it (R2-024,
-- R2-030). What is given of it is weighed against the rights of whoever else is heard in it (GDPR 15(4)).
--   subject_id  whose recording it is, also when whoever handled the call asks
--   case_id     number of the request
--   hold_id     the hold on the recording
--   wish        1 a copy, 2 listening with us
--   decision    0 not weighed yet, 1 whole, 2 with spans covered, 3 withheld
--   asked, decided, handed  milliseconds since 1970-01-01 UTC
--   account     who weighed it
--   body        what is covered and why, sealed
CREATE TABLE asked_recording (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    object_id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    hold_id BIGINT NOT NULL,
    wish BIGINT NOT NULL,
    decision BIGINT NOT NULL,
    asked BIGINT NOT NULL,
    decided BIGINT,
    account BIGINT,
    handed BIGINT,
    body BYTEA,
    PRIMARY KEY (register_id, subject_id, object_id, case_id)
) {{without_rowid}};
CREATE INDEX asked_recording_case ON asked_recording (register_id, case_id);
