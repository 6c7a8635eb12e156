-- People's requests about their rights. A request may come before it is known who asks: a case takes a number of the
-- subjects' series and a key of its own in the keyring, and its content is sealed with that key alone. `subject_id` of
-- request, request_step and request_task is the number of the case, of which no row stands in `subject`.

-- A case. Plain: what the queue is sorted and narrowed by. Who asks, for whom and what stands in the bodies.
CREATE TABLE request (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,   -- number of the case
    kind TEXT NOT NULL,           -- inspect, rectify, erase, restrict, object, portability, withdraw-consent, complaint
    state TEXT NOT NULL,          -- open, proposed, decided, answered, closed, merged, passed
    channel TEXT NOT NULL,        -- letter, outlet, phone, email, web, account
    company TEXT NOT NULL,        -- name of the company that received it
    outlet TEXT,                  -- name of the area that received it
    received BIGINT NOT NULL,     -- first receipt, milliseconds since 1970-01-01 UTC
    due BIGINT NOT NULL,          -- day by which the answer is due, days since 1970-01-01
    pending BIGINT NOT NULL,      -- 1 while it is not certain enough who asks
    paused BIGINT NOT NULL,       -- 1 while a question of identity stops the clock
    linked BIGINT NOT NULL,       -- 1 once it was linked to a person of the register
    assigned BIGINT,              -- account that looks after it
    closed BIGINT,                -- when it was over, milliseconds since 1970-01-01 UTC
    keep_until BIGINT,            -- last day of its keeping, days since 1970-01-01; set when it is over
    merged_into BIGINT,           -- number of the case of the same request
    version BIGINT NOT NULL,      -- counts up with every step; bound into the ciphertext
    body BYTEA NOT NULL,          -- where the case stands
    PRIMARY KEY (register_id, subject_id)
) {{without_rowid}};
CREATE INDEX request_queue ON request (register_id, due, subject_id) WHERE closed IS NULL;
CREATE INDEX request_kept ON request (register_id, keep_until) WHERE keep_until IS NOT NULL;

-- Whose request a case is. Goes with the person.
CREATE TABLE request_of (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,   -- the person
    case_id BIGINT NOT NULL,      -- number of the case
    PRIMARY KEY (register_id, subject_id, case_id)
) {{without_rowid}};
CREATE INDEX request_of_case ON request_of (register_id, case_id);

-- What happened in a case, step by step.
CREATE TABLE request_step (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,   -- number of the case
    step_id BIGINT NOT NULL,
    step TEXT NOT NULL,           -- receive, link, identify, doubt, extend, decide, answer, ...
    at BIGINT NOT NULL,           -- milliseconds since 1970-01-01 UTC
    account BIGINT,               -- who took it; none: the person or the system
    body BYTEA NOT NULL,          -- what was said
    PRIMARY KEY (register_id, subject_id, step_id)
) {{without_rowid}};

-- Companies of the group and component systems that must answer before a case closes.
CREATE TABLE request_task (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,   -- number of the case
    asked_of TEXT NOT NULL,       -- system:ID or company:ID
    asked BIGINT NOT NULL,        -- milliseconds since 1970-01-01 UTC
    answered BIGINT,              -- milliseconds since 1970-01-01 UTC
    body BYTEA,                   -- what was answered
    PRIMARY KEY (register_id, subject_id, asked_of)
) {{without_rowid}};
