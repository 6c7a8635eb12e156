-- A recipient that was told and has not confirmed is reminded (GDPR 19).
ALTER TABLE recipient_notice ADD COLUMN reminded BIGINT; -- when it was reminded last, milliseconds since 1970-01-01 UTC
