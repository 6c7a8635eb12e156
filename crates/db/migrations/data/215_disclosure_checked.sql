-- Somebody else than who gave it has gone over a disclosure, held it against the log and found it right (R5-017).
ALTER TABLE disclosure ADD COLUMN checked BIGINT;    -- when, milliseconds since 1970-01-01 UTC
ALTER TABLE disclosure ADD COLUMN checked_by BIGINT; -- which account
