-- Creates that a program asked for with an Idempotency-Key, so that the same request sent twice creates once. Holds no personal
-- data: what the program sent stands here only as a keyed digest whose key is the program's own API key, which is not
-- stored. Rows live for a day.
--   mac        HMAC of the program's Idempotency-Key and of the address called
--   body       HMAC of the body
--   reference  name, as told outside, of what was created; NULL while the work is going on, or when its end was not seen
CREATE TABLE api_once (
    mac       BYTEA  PRIMARY KEY,
    body      BYTEA  NOT NULL,
    reference TEXT,
    begun     BIGINT NOT NULL
);
CREATE INDEX api_once_begun ON api_once (begun);
