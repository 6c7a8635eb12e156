-- Mailings: what was sent to all whom a purpose reached, by whom, to how many. Each person's mail waits in `mail`, sealed; who
-- got one stands in the ledger. About no subject: what is written here went to everybody alike.
--   below    subjects from this number on have been dealt with; a mailing that was stopped goes on there
--   ended    when the last mail was put in line; NULL while it goes on
CREATE TABLE mailing (
    register_id BIGINT NOT NULL,
    mailing_id  BIGINT NOT NULL,
    purpose     BIGINT NOT NULL,
    account     BIGINT NOT NULL,
    title       TEXT   NOT NULL,
    words       TEXT   NOT NULL,
    made        BIGINT NOT NULL,
    ended       BIGINT,
    below       BIGINT NOT NULL,
    queued      BIGINT NOT NULL,
    left_out    BIGINT NOT NULL,
    PRIMARY KEY (register_id, mailing_id)
) {{without_rowid}};
