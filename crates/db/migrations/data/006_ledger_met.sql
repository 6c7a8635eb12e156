-- Whom the newest entries of the ledger are about. Rows of `ledger_subject` stand all over that table: a page would be written
-- for each card that is opened. Here they are added at the end, and a moment later many are moved at once, in order.
--   met        numbers of subjects, 8 bytes each, big-endian
CREATE TABLE ledger_met (
    entry       BIGINT NOT NULL PRIMARY KEY,
    register_id BIGINT NOT NULL,
    met         BYTEA  NOT NULL
);
