-- Categories that people keep to themselves by their own word, where the statement lets them (R5-082). Only the person ends it.
CREATE TABLE own_restriction (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    category BIGINT NOT NULL,     -- word of the category
    since BIGINT NOT NULL,        -- milliseconds since 1970-01-01 UTC
    PRIMARY KEY (register_id, subject_id, category)
) {{without_rowid}};
