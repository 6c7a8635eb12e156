-- What lists of calls go by. Structure and keyed tokens only; what they leave out is never shown, what they let through
-- the gate still decides one by one.

-- Accounts that answered a call, newest calls first.
CREATE TABLE medium_agent (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    object_id BIGINT NOT NULL,
    account BIGINT NOT NULL,
    began BIGINT NOT NULL,        -- as in `medium`
    PRIMARY KEY (register_id, subject_id, object_id, account)
) {{without_rowid}};
CREATE INDEX medium_agent_account ON medium_agent (register_id, account, began, object_id);

-- Numbers that were called, as keyed tokens of their normal form.
CREATE TABLE medium_number (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    object_id BIGINT NOT NULL,
    token BIGINT NOT NULL,
    began BIGINT NOT NULL,        -- as in `medium`
    PRIMARY KEY (register_id, subject_id, object_id, token)
) {{without_rowid}};
CREATE INDEX medium_number_token ON medium_number (register_id, token, began, object_id);
