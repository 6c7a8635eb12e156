-- Registers whose claims somebody wants checked now: after a new version, or because a keeper asked. One row a register; it goes when
-- a report was made that began after it was ordered.
CREATE TABLE proof_order (
    register_id TEXT   NOT NULL PRIMARY KEY,
    ordered     BIGINT NOT NULL
);
