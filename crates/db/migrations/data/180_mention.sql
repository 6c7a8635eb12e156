-- What others' free text says of people who are erased. It is looked for by a job that can be stopped and goes on; what it finds is put
-- to somebody, who covers it or says why it stays. Not here: whose text it is and what it says (sealed with that person's own key).

-- A search. It takes a number of the subjects' series and a key of its own: what is looked for is sealed with it, and destroyed with the
-- key as soon as the search is through.
CREATE TABLE mention_search (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,   -- number of the search, of which no row stands in `subject`
    case_id BIGINT NOT NULL,      -- request in which the person asked for it; 0 none
    meant BIGINT NOT NULL,        -- 1 the person is erased; 0 a look before that is decided
    began BIGINT NOT NULL,        -- milliseconds since 1970-01-01 UTC, as all times here
    due BIGINT NOT NULL,          -- when it is gone on with; while somebody is at it, when somebody else may
    reached BIGINT NOT NULL,      -- number of the last person whose text was looked at
    looked BIGINT NOT NULL,       -- how many were
    ended BIGINT,
    body BYTEA NOT NULL,          -- what is looked for; empty when it has ended
    PRIMARY KEY (register_id, subject_id)
) {{without_rowid}};
CREATE INDEX mention_search_due ON mention_search (due) WHERE ended IS NULL;
CREATE INDEX mention_search_case ON mention_search (register_id, case_id);

-- For whom a search is. Goes with the person.
CREATE TABLE mention_of (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    search_id BIGINT NOT NULL,
    PRIMARY KEY (register_id, subject_id, search_id)
) {{without_rowid}};

-- A text that may mention the person: an item of somebody else, with its earlier versions.
CREATE TABLE mention (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,   -- whose text it is
    mention_id BIGINT NOT NULL,
    search_id BIGINT NOT NULL,
    object_id BIGINT NOT NULL,    -- the object whose text it is; 0 a category
    category BIGINT NOT NULL,
    item BIGINT NOT NULL,
    found BIGINT NOT NULL,
    answer BIGINT NOT NULL,       -- 0 none yet, 1 covered, 2 stays, 3 somebody else is meant
    answered BIGINT,
    account BIGINT,               -- who answered
    body BYTEA NOT NULL,          -- the words that were found and by what; once answered, the reason alone
    PRIMARY KEY (register_id, subject_id, mention_id)
) {{without_rowid}};
CREATE INDEX mention_open ON mention (register_id, search_id) WHERE answer = 0;
