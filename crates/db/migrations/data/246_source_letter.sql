-- When an e-mail that tells the person of the source was put in line, milliseconds since 1970-01-01 UTC; NULL: none was.
ALTER TABLE source_notice ADD COLUMN queued BIGINT;
