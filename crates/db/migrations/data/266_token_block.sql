-- Who has a token, in blocks of ascending numbers: most tokens are beginnings of words, and many people have them. `subjects` holds the
-- distance of each from the one before, after `first_subject`, seven bits a byte. Rows that stood one by one go through the young table.
CREATE TABLE token_block (
    register_id   BIGINT NOT NULL,
    token         BIGINT NOT NULL,
    first_subject BIGINT NOT NULL,
    subjects      BYTEA  NOT NULL,
    PRIMARY KEY (register_id, token, first_subject)
) {{without_rowid}};
INSERT INTO token_young (register_id, token, subject_id) SELECT register_id, token, subject_id FROM token;
DROP TABLE token;
DROP TABLE token_level;
