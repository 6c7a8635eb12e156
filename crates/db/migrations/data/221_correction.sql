-- Why an earlier version was replaced: 0 not said, 1 it was wrong, 2 it was outdated (claim R5-127). Structure only.
ALTER TABLE past ADD COLUMN flaw BIGINT NOT NULL DEFAULT 0;
