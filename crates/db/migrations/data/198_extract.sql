-- Lists handed to a processor for one assignment (R5-023): to whom, for what, by when it has to be destroyed, and that it was. Who was
-- on one stands with each person, in `disclosure`, under a reference that begins with the extract's own mark.
-- What recipients are told (`recipient_notice.kind`) may be 4 as well: the person has prohibited a use or withdrawn a consent.
CREATE TABLE extract (
    register_id BIGINT NOT NULL,
    extract_id BIGINT NOT NULL,
    recipient BIGINT NOT NULL,    -- word of the declared recipient
    assignment TEXT NOT NULL,     -- the assignment's declared name
    purpose BIGINT NOT NULL,      -- word of the purpose
    mark TEXT NOT NULL,           -- random letters that each line of it bears, by which a leak is traced
    account BIGINT NOT NULL,      -- who made it
    made BIGINT NOT NULL,         -- milliseconds since 1970-01-01 UTC, as all times here
    due BIGINT NOT NULL,          -- last day on which the recipient may have it, days since 1970-01-01
    people BIGINT NOT NULL,       -- how many were on it
    destroyed BIGINT,             -- when its destruction was confirmed
    destroyed_by BIGINT,          -- who put that down
    PRIMARY KEY (register_id, extract_id)
) {{without_rowid}};
