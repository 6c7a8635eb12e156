-- Which card went into which, beside the keys: what the person says or has covered after that is remembered for the card that went
-- as well, because a copy of the data from before has both. Numbers only; gone with either card, and set anew by a restore.
--   subject_id  the card that went; into_id: the one that stayed
CREATE TABLE former (
    register_id BIGINT NOT NULL,
    subject_id  BIGINT NOT NULL,
    into_id     BIGINT NOT NULL,
    PRIMARY KEY (register_id, subject_id)
) {{without_rowid}};
CREATE INDEX former_into ON former (register_id, into_id);
