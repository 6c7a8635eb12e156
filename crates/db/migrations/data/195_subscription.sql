-- Subscriptions that somebody typed at the public form and nobody has confirmed yet (R3-013). About nobody who is in the register
-- by it: what was typed is sealed and waits for an answer to the message that was sent to the address; without one the row is
-- deleted when its time is over. With subject 0 it is sealed with a key of the register, otherwise with the key of the
-- subject whose address it is, so that an erasure reaches it.
CREATE TABLE subscription_asked (
    register_id BIGINT NOT NULL,
    subject_id  BIGINT NOT NULL,  -- 0: not known to be a subject
    asked_id    BIGINT NOT NULL,
    token_hash  BYTEA  NOT NULL,  -- SHA-256 of a token of 256 random bits, which only the message holds
    made        BIGINT NOT NULL,  -- milliseconds since 1970-01-01 UTC
    ends        BIGINT NOT NULL,
    body        BYTEA  NOT NULL,  -- what was typed, sealed
    PRIMARY KEY (register_id, subject_id, asked_id)
) {{without_rowid}};
CREATE UNIQUE INDEX subscription_asked_token ON subscription_asked (token_hash);
CREATE INDEX subscription_asked_ends ON subscription_asked (ends);
