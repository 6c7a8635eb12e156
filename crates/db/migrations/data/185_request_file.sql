-- Files that came with people's requests (a scanned letter, an attachment of an e-mail): any bytes, never opened or run, sealed in
-- chunks with the case's own key. The name of a file is in the words of the step by which it came. They go with the case.
CREATE TABLE request_file (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,   -- number of the case
    step_id BIGINT NOT NULL,      -- step by which it came
    chunk BIGINT NOT NULL,        -- from 0
    body BYTEA NOT NULL,
    PRIMARY KEY (register_id, subject_id, step_id, chunk)
) {{without_rowid}};
