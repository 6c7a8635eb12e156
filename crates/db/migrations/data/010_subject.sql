-- The gate's store. Plain columns hold structure only: numbers, kinds, states, scope, and days that the statement
-- lets stand (DESIGN.md 3). Whatever describes a person is in a `body`: one ciphertext bound to its row and version.
-- crates/gate/src/selector.rs names every column; a column that it does not name fails the build.

-- Registers of this controller, as the small number that begins every key.
CREATE TABLE register (
    register_id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

-- Names that statements declare (groups, categories, kinds, states, areas, items, sources), as small numbers.
CREATE TABLE word (
    word_id BIGINT NOT NULL PRIMARY KEY,
    word TEXT NOT NULL UNIQUE
);

-- The next free number of subjects, objects, permissions and reasons. Numbers are taken in blocks; gaps mean nothing.
CREATE TABLE counter (
    register_id BIGINT NOT NULL PRIMARY KEY,
    next BIGINT NOT NULL
);

-- A person in a register.
CREATE TABLE subject (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    grp BIGINT NOT NULL,          -- word of the subject group
    maintainer BIGINT,            -- account that maintains the subject; scope `own-maintained`
    closed BIGINT,                -- day on which the relationship ended, days since 1970-01-01
    PRIMARY KEY (register_id, subject_id)
) {{without_rowid}};
CREATE INDEX subject_maintained ON subject (register_id, maintainer, subject_id) WHERE maintainer IS NOT NULL;

-- Areas that a subject belongs to; scope `area`.
CREATE TABLE subject_area (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    area BIGINT NOT NULL,         -- word of the area
    PRIMARY KEY (register_id, subject_id, area)
) {{without_rowid}};
CREATE INDEX subject_area_area ON subject_area (register_id, area, subject_id);

-- The items of a subject, one ciphertext a category.
CREATE TABLE sealed (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    category BIGINT NOT NULL,     -- word of the category
    version BIGINT NOT NULL,      -- counts up with every change; bound into the ciphertext
    body BYTEA NOT NULL,
    PRIMARY KEY (register_id, subject_id, category)
) {{without_rowid}};

-- Everything that happens around a subject: orders, deliveries, warranties. One table for all kinds.
CREATE TABLE object (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    object_id BIGINT NOT NULL,
    kind BIGINT NOT NULL,         -- word of the kind
    state BIGINT,                 -- word of the state
    parent BIGINT,                -- object_id of the object that it belongs to, of the same subject
    starts BIGINT NOT NULL,       -- its day, or the first day of its period, days since 1970-01-01
    ends BIGINT,                  -- last day of its period
    assigned BIGINT,              -- account that it is assigned to while it is open; scope `assigned`
    version BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (register_id, subject_id, object_id)
) {{without_rowid}};
CREATE INDEX object_kind ON object (register_id, kind, subject_id, state);
CREATE INDEX object_assigned ON object (register_id, assigned, subject_id) WHERE assigned IS NOT NULL;

-- Earlier ciphertexts of `sealed` (object_id 0) and `object`, as they were, with who replaced them and when.
CREATE TABLE past (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    object_id BIGINT NOT NULL,
    category BIGINT NOT NULL,     -- word of the category
    version BIGINT NOT NULL,
    replaced BIGINT NOT NULL,     -- milliseconds since 1970-01-01 UTC
    account BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (register_id, subject_id, object_id, category, version)
) {{without_rowid}};

-- Consents and prohibitions: dated records, one a kind and channel, never one flag (R1-025).
CREATE TABLE permission (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    permission_id BIGINT NOT NULL,
    prohibition BIGINT NOT NULL,  -- 1 for a prohibition, 0 for a consent
    kind BIGINT NOT NULL,         -- word of the kind of consent or prohibition
    channel BIGINT NOT NULL,      -- 0 all, 1 post, 2 phone, 3 text, 4 e-mail
    since BIGINT NOT NULL,        -- milliseconds since 1970-01-01 UTC
    until BIGINT,                 -- when it was withdrawn or lifted
    by_channel BIGINT NOT NULL,   -- how it reached the controller, as `channel`
    wording BIGINT,               -- version of the wording that was shown, for a consent
    account BIGINT NOT NULL,      -- who recorded it
    body BYTEA,                   -- the notice itself (R4-029), sealed
    PRIMARY KEY (register_id, subject_id, permission_id)
) {{without_rowid}};

-- Reasons that purposes with `reason_required` ask for, sealed with the subject that they are about.
CREATE TABLE reason (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    reason_id BIGINT NOT NULL,
    account BIGINT NOT NULL,
    given BIGINT NOT NULL,        -- milliseconds since 1970-01-01 UTC
    body BYTEA NOT NULL,
    PRIMARY KEY (register_id, subject_id, reason_id)
) {{without_rowid}};

-- Customer numbers that were ever given, as keyed digests without a subject, so that none is given twice, not even
-- after an erasure (R4-013).
CREATE TABLE issued (
    register_id BIGINT NOT NULL,
    digest BYTEA NOT NULL,
    PRIMARY KEY (register_id, digest)
) {{without_rowid}};
