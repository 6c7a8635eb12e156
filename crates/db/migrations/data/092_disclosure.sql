-- Who was given what about whom, on what ground (GDPR 15(1)(c), R4-044): one row a person and a recipient.
CREATE TABLE disclosure (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    disclosure_id BIGINT NOT NULL,
    recipient BIGINT,             -- word of a declared recipient; NULL for one that the sealed words name
    ground BIGINT NOT NULL,       -- 0 declared recipient, 1 law, 2 the person's own request, 3 an authority
    categories TEXT NOT NULL,     -- words of the categories that were given, parted by spaces
    reference TEXT NOT NULL,      -- random letters by which the recipient knows what it was given
    given BIGINT NOT NULL,        -- milliseconds since 1970-01-01 UTC
    account BIGINT NOT NULL,      -- who decided
    body BYTEA NOT NULL,          -- to whom and by which provision or request, sealed
    PRIMARY KEY (register_id, subject_id, disclosure_id)
) {{without_rowid}};

-- What recipients have to be told (GDPR 19): that something they were given was corrected, erased or restricted. Names nobody: the
-- recipient finds the person by the reference.
CREATE TABLE recipient_notice (
    register_id BIGINT NOT NULL,
    notice_id BIGINT NOT NULL,
    recipient BIGINT,             -- as in `disclosure`
    reference TEXT NOT NULL,
    kind BIGINT NOT NULL,         -- 1 corrected, 2 erased, 3 restricted
    made BIGINT NOT NULL,         -- milliseconds since 1970-01-01 UTC, as all times here
    told BIGINT,                  -- when the recipient was told
    receipt BIGINT,               -- when it confirmed
    PRIMARY KEY (register_id, notice_id)
) {{without_rowid}};
