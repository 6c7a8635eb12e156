-- Whether a copy of the data stands in the declared store as well: `waits` to be sent there, `there`, `gone` again. NULL: it was never
-- meant to. The store's copy has its end by itself: the file here may be lost before.
ALTER TABLE backup_copy ADD COLUMN store TEXT;
