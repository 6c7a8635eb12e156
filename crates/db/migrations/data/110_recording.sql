-- Recordings: the bytes of a call, a chat or a message that an object of a recording kind stands for. The bytes are sealed
-- files in the folder `media`; each recording has a key of its own in the keyring (`recording_key`).

-- The medium of an object, at most one.
CREATE TABLE medium (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    object_id BIGINT NOT NULL,
    kind BIGINT NOT NULL,         -- word of the object's kind
    began BIGINT NOT NULL,        -- when the call began, milliseconds since 1970-01-01 UTC; lists go by it
    ended BIGINT,                 -- when it ended; its term counts from this minute. NULL: by the object's days
    bytes BIGINT NOT NULL,        -- length of the plain bytes
    length_ms BIGINT NOT NULL,    -- length of the sound; 0 for what is read
    blob BYTEA NOT NULL,          -- random name of the sealed file
    delivery BYTEA NOT NULL,      -- keyed digest of the sender's id of it, so that a second delivery is known
    digest BYTEA NOT NULL,        -- keyed digest of the bytes, for the same
    body BYTEA NOT NULL,          -- what it is: format, channels, digests; sealed with the recording's key
    peaks BYTEA NOT NULL,         -- waveform; sealed with the recording's key
    PRIMARY KEY (register_id, subject_id, object_id)
) {{without_rowid}};
CREATE INDEX medium_began ON medium (register_id, began, object_id);
CREATE INDEX medium_delivery ON medium (register_id, delivery);
CREATE INDEX medium_digest ON medium (register_id, digest);
CREATE INDEX medium_blob ON medium (blob);

-- Recordings whose rows are gone: their keys are destroyed and their files removed next, in this order.
CREATE TABLE medium_gone (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    object_id BIGINT NOT NULL,
    blob BYTEA NOT NULL,
    PRIMARY KEY (register_id, subject_id, object_id, blob)
) {{without_rowid}};

-- Each time that somebody listened: written with the ledger's entry, before a byte is opened. Goes with the recording.
CREATE TABLE heard (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    object_id BIGINT NOT NULL,
    heard_id BIGINT NOT NULL,
    account BIGINT NOT NULL,
    purpose BIGINT NOT NULL,      -- word of the purpose
    how BIGINT NOT NULL,          -- 1 task, 2 own call, 3 led session, 4 stated reason, 5 held for a right, 6 supervised
    session_id BIGINT,            -- the led session
    at BIGINT NOT NULL,           -- milliseconds since 1970-01-01 UTC
    first_byte BIGINT NOT NULL,
    after_byte BIGINT NOT NULL,
    PRIMARY KEY (register_id, subject_id, object_id, heard_id)
) {{without_rowid}};
CREATE INDEX heard_at ON heard (register_id, at);

-- When the recording of a call was destroyed, for as long as the fact of the call is kept (R2-029).
CREATE TABLE medium_destroyed (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    object_id BIGINT NOT NULL,    -- the object that the recording belonged to
    at BIGINT NOT NULL,           -- milliseconds since 1970-01-01 UTC
    PRIMARY KEY (register_id, subject_id, object_id)
) {{without_rowid}};

-- Sessions that a trainer leads (R2-004): while one is open the trainer plays its recordings. Trainees are named and gain
-- no access of their own.
CREATE TABLE led_session (
    register_id BIGINT NOT NULL,
    session_id BIGINT NOT NULL,
    trainer BIGINT NOT NULL,      -- account
    purpose BIGINT NOT NULL,      -- word of the purpose
    began BIGINT NOT NULL,
    ends BIGINT NOT NULL,         -- it is over at this moment at the latest
    closed BIGINT,                -- when the trainer ended it
    PRIMARY KEY (register_id, session_id)
) {{without_rowid}};
CREATE INDEX led_session_trainer ON led_session (register_id, trainer, began);
CREATE TABLE led_trainee (
    register_id BIGINT NOT NULL,
    session_id BIGINT NOT NULL,
    account BIGINT NOT NULL,
    PRIMARY KEY (register_id, session_id, account)
) {{without_rowid}};
CREATE TABLE led_recording (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    object_id BIGINT NOT NULL,
    session_id BIGINT NOT NULL,
    PRIMARY KEY (register_id, subject_id, object_id, session_id)
) {{without_rowid}};
CREATE INDEX led_recording_session ON led_recording (register_id, session_id);
