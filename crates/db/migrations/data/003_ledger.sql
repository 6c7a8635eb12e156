-- The ledger: every decision of the gate, append-only, in a Merkle tree (RFC 6962, tiles and signed checkpoints as C2SP has
-- them). Entries name nobody: actors by a cipher block, subjects by salted commitments.

-- One decision.
--   position   its place in the tree, from 0. SQLite gives it at once; on PostgreSQL, where several processes write at
--              the same time, the integrator gives it a moment after the entry became durable.
--   leaf       the entry itself: one line of text, fields parted by tabs (crates/gate/src/ledger/entry.rs)
CREATE TABLE ledger_entry (
    entry    {{identity}},
    position BIGINT UNIQUE,
    leaf     BYTEA NOT NULL
);
CREATE INDEX ledger_waiting ON ledger_entry (entry) WHERE position IS NULL;

-- Which entries are about a subject: "who saw my data". Not part of the tree; an erasure deletes a person's rows.
CREATE TABLE ledger_subject (
    register_id BIGINT NOT NULL,
    subject_id  BIGINT NOT NULL,
    entry       BIGINT NOT NULL,
    PRIMARY KEY (register_id, subject_id, entry)
) {{without_rowid}};

-- Tiles of hashes: up to 256 of 32 bytes. Level 0 holds the hashes of entries, level n the roots of full tiles of level n - 1.
CREATE TABLE ledger_tile (
    level  BIGINT NOT NULL,
    number BIGINT NOT NULL,
    hashes BYTEA  NOT NULL,
    PRIMARY KEY (level, number)
);

-- The newest signed checkpoint; the keyring remembers it too.
CREATE TABLE ledger_checkpoint (
    origin TEXT   PRIMARY KEY,
    size   BIGINT NOT NULL,
    note   TEXT   NOT NULL
);
