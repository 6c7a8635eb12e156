-- Recordings that authorities ask for, a row for each recording that an order names. Who asks, by which provision and under which number
-- is sealed; the recording is held by the hold that the row names until the order ends.
CREATE TABLE authority_recording (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    order_id BIGINT NOT NULL,
    object_id BIGINT NOT NULL,
    hold_id BIGINT NOT NULL,
    ground BIGINT NOT NULL,       -- as in `disclosure`
    asked BIGINT NOT NULL,        -- ms
    account BIGINT NOT NULL,      -- who put it down
    ended BIGINT,                 -- ms
    outcome BIGINT,               -- 1 handed over, 2 refused
    ended_by BIGINT,
    body BYTEA NOT NULL,
    PRIMARY KEY (register_id, subject_id, order_id, object_id)
) {{without_rowid}};
