-- Tokens of people who were brought in by a file and can't be found by them yet. The table of tokens is ordered by token: putting
-- thousands of people in at once costs a tenth of putting them in one by one, so a merge a moment later does it.
-- `subject_token` lists these tokens already.
CREATE TABLE token_waiting (
    register_id BIGINT NOT NULL,
    subject_id  BIGINT NOT NULL,
    tokens      BYTEA  NOT NULL,
    PRIMARY KEY (register_id, subject_id)
) {{without_rowid}};

-- Those of the waiting that a merge is at work on. Rows only leave, so that a merge sees by their number that somebody was edited or
-- erased meanwhile. What a merge that was cut off left here is merged first.
CREATE TABLE token_merging (
    register_id BIGINT NOT NULL,
    subject_id  BIGINT NOT NULL,
    tokens      BYTEA  NOT NULL,
    PRIMARY KEY (register_id, subject_id)
) {{without_rowid}};
