-- The newest tokens. `token` is large and ordered by token: putting in a person touches forty of its pages, all over it. So they are put in
-- here, where pages are few, and moved over when many have come together. Every search looks into both; a row stands in one of them.
CREATE TABLE token_young (
    register_id BIGINT NOT NULL,
    token       BIGINT NOT NULL,
    subject_id  BIGINT NOT NULL,
    PRIMARY KEY (register_id, token, subject_id)
) {{without_rowid}};

-- About how many rows the two tables have, to know when it is time to move: counting them would take longer.
--   level      0 `token`, 1 `token_young`
CREATE TABLE token_level (
    level BIGINT NOT NULL PRIMARY KEY,
    many  BIGINT NOT NULL
);
INSERT INTO token_level (level, many) SELECT 0, 38 * COUNT(*) FROM subject_token;
INSERT INTO token_level (level, many) VALUES (1, 0);
