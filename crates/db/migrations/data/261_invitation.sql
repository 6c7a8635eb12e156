-- An invitation is a link that staff send for a longer time (claim R5-101): bound to the address that it went to, and to a key code
-- where one was set.
ALTER TABLE own_link ADD COLUMN key_hash BYTEA;             -- SHA-256 of the code; NULL: the link alone lets in
ALTER TABLE own_link ADD COLUMN tries BIGINT NOT NULL DEFAULT 0;  -- wrong codes so far
ALTER TABLE own_link ADD COLUMN address BIGINT;             -- keyed token of the address; NULL: a link that the person asked for
