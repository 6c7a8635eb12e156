-- Identities that a provider vouches for, bound to accounts of staff by a start code that was handed out in person, never by an
-- e-mail address. An account may have none, or several; an identity is one account's.
--   identity    a keyed digest of provider and the provider's own name for the person; says nothing about who that is
--   provider    its name in installation.toml
CREATE TABLE staff_identity (
    identity BYTEA  NOT NULL PRIMARY KEY,
    account  BIGINT NOT NULL REFERENCES staff_account (id),
    provider TEXT   NOT NULL,
    made     BIGINT NOT NULL
);
CREATE INDEX staff_identity_account ON staff_identity (account);
