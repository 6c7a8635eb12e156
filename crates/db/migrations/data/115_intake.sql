-- What the intake of recorded calls and messages remembers: which calls came, how many, what was not taken and why, and whose
-- extension is whose. No caller, no number and no value of any call stands here.

-- Calls that came, so that a second delivery makes no second call.
--   mac        HMAC of register and the sender's id of the call, by a key of the keyring
--   object     name outside of the object that stands for the call; it opens nothing by itself
--   outcome    1 recorded, 2 not recorded
--   noted      when it came; rows live for 400 days
CREATE TABLE intake_delivery (
    mac      BYTEA  NOT NULL PRIMARY KEY,
    register TEXT   NOT NULL,
    object   TEXT   NOT NULL,
    outcome  BIGINT NOT NULL,
    noted    BIGINT NOT NULL
);
CREATE INDEX intake_delivery_noted ON intake_delivery (noted);

-- How many calls of a kind came out so on a day: what the share that the statement promises is held against (R2-009).
--   day        days since 1970-01-01
--   outcome    1 recorded, 2 not recorded, 3 refused
CREATE TABLE intake_count (
    register TEXT   NOT NULL,
    kind     TEXT   NOT NULL,
    day      BIGINT NOT NULL,
    outcome  BIGINT NOT NULL,
    many     BIGINT NOT NULL,
    PRIMARY KEY (register, kind, day, outcome)
) {{without_rowid}};

-- What was not taken, and by which rule, for whoever runs the telephone system.
--   named      the name under which the sender gave what is refused: a declared item or a name of the sender's, never a value
--   way        cli, api or folder
--   line       line of the record in its file; 0 when it has none
CREATE TABLE intake_refusal (
    id       BIGINT NOT NULL PRIMARY KEY,
    register TEXT   NOT NULL,
    at       BIGINT NOT NULL,
    rule     TEXT   NOT NULL,
    named    TEXT   NOT NULL,
    way      TEXT   NOT NULL,
    line     BIGINT NOT NULL
);
CREATE INDEX intake_refusal_at ON intake_refusal (register, at, id);

-- Whose extension a telephone system's name is. Of staff.
CREATE TABLE staff_extension (
    register  TEXT   NOT NULL,
    extension TEXT   NOT NULL,
    account   BIGINT NOT NULL,
    since     BIGINT NOT NULL,
    until     BIGINT,
    PRIMARY KEY (register, extension, since)
) {{without_rowid}};
