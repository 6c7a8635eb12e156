-- Creates that a program asked for with an Idempotency-Key, so that the same request sent twice creates once. Holds no personal
-- data: what the program sent stands here only as a keyed digest whose key is the program's own API key, which is not
-- stored. Rows live for a day.
--   mac        HMAC of the program's Idempotency-Key and of the address called
--   body       HMAC of the body
--   reference  name, as told outside, of what was created in the same unit of work
CREATE TABLE api_once (
    mac       BYTEA  PRIMARY KEY,
    body      BYTEA  NOT NULL,
    reference TEXT   NOT NULL,
    noted     BIGINT NOT NULL
);
CREATE INDEX api_once_noted ON api_once (noted);
