-- What somebody outside asked to be given about a person, where a second person must agree, or where it was refused. What was given
-- stands in `disclosure`.
CREATE TABLE disclosure_asked (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    asked_id BIGINT NOT NULL,
    ground BIGINT NOT NULL,       -- 1 law, 2 the person's own request, 3 an authority
    categories TEXT NOT NULL,     -- words of the categories that were asked for, parted by spaces
    state BIGINT NOT NULL,        -- 1 waits for a second person, 2 given, 3 refused
    asked BIGINT NOT NULL,        -- milliseconds since 1970-01-01 UTC, as all times here
    account BIGINT NOT NULL,      -- who put it forward
    decided BIGINT,
    decided_by BIGINT,            -- account that agreed or refused
    body BYTEA NOT NULL,          -- who asks, by which provision, under which number, sealed
    why BYTEA,                    -- why it was refused, sealed
    PRIMARY KEY (register_id, subject_id, asked_id)
) {{without_rowid}};
