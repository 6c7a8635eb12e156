-- Identities that other services vouch for, bound by people to themselves (R5-102): a keyed digest of register, provider and the
-- provider's own name for the person. Says nothing about who that is.
CREATE TABLE own_identity (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    identity BYTEA NOT NULL,
    provider TEXT NOT NULL,       -- its name in installation.toml
    made BIGINT NOT NULL,         -- milliseconds since 1970-01-01 UTC
    PRIMARY KEY (register_id, subject_id, identity)
) {{without_rowid}};
CREATE UNIQUE INDEX own_identity_of ON own_identity (register_id, identity);
