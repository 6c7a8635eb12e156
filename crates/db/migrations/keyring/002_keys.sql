-- Keys, wrapped by the key-encryption key in the file `kek`, which never enters a database.

-- One key a subject (with the subject's ledger salt), random, bound to register and subject. Deleting the row is erasure:
-- what was sealed with it can't be opened again, in no copy and no backup of the data.
CREATE TABLE subject_key (
    register_id BIGINT NOT NULL,
    subject_id  BIGINT NOT NULL,
    wrapped     BYTEA  NOT NULL,
    PRIMARY KEY (register_id, subject_id)
) {{without_rowid}};

-- The next number of a subject in a register. Counted here and not in the data, so that a restored copy of the data never
-- gives an erased subject's number to somebody else.
CREATE TABLE subject_number (
    register_id BIGINT PRIMARY KEY,
    next        BIGINT NOT NULL
);

-- Keys of a register, and (register 0) of the installation.
--   name    search: search tokens; id: outside ids; ledger: signature of checkpoints; actor: names of actors in the ledger;
--           staff: code apps of staff, counts of attempts to sign in
--   epoch   counts up when a key is replaced; the one before is deleted, and with it what it made
CREATE TABLE register_key (
    register_id BIGINT NOT NULL,
    name        TEXT   NOT NULL,
    epoch       BIGINT NOT NULL,
    wrapped     BYTEA  NOT NULL,
    PRIMARY KEY (register_id, name, epoch)
);

-- The newest signed checkpoint of the ledger, so that a ledger that was cut or rolled back in the data is noticed.
CREATE TABLE ledger_memory (
    origin TEXT   PRIMARY KEY,
    size   BIGINT NOT NULL,
    note   TEXT   NOT NULL
);
