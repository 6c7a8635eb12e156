-- Words of recorded messages and of text items of recordings, as keyed tokens, where the statement lets them be searched. They go with
-- the recording.
CREATE TABLE medium_word (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    object_id BIGINT NOT NULL,
    token BIGINT NOT NULL,
    began BIGINT NOT NULL,        -- as in `medium`
    PRIMARY KEY (register_id, subject_id, object_id, token)
) {{without_rowid}};
CREATE INDEX medium_word_token ON medium_word (register_id, token, began, object_id);
