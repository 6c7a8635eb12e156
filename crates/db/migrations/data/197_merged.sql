-- Cards of one person that were put together: who went into whom. The number of the one that went answers with the one that
-- stayed, and what the ledger says of it is shown there. Its key stays in the keyring until the person is erased: a backup from
-- before the merge must open, and an erasure must reach it.
CREATE TABLE merged (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,   -- who stayed
    former_id BIGINT NOT NULL,    -- who went
    at BIGINT NOT NULL,           -- milliseconds since 1970-01-01 UTC
    account BIGINT NOT NULL,      -- who put them together
    PRIMARY KEY (register_id, subject_id, former_id)
) {{without_rowid}};
CREATE UNIQUE INDEX merged_former ON merged (register_id, former_id);

-- Two that look alike and are not one person: nobody is asked about them again.
CREATE TABLE not_duplicate (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,   -- the lower number of the two
    other_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    account BIGINT NOT NULL,
    PRIMARY KEY (register_id, subject_id, other_id)
) {{without_rowid}};
