-- What of the program's own must outlive the data: which accounts, engagements, roles, agreements and keys of programs have ended, what
-- each account signs in with (as a digest), and which versions of statements have come into force. A restored copy of the data
-- is brought up to it before anybody is served. About staff and statements, never about a register's subjects.
--   kind   account, engagement, designation, agreement, key, means, version
--   name   its number or name in the data
--   at     when it ended or came into force, milliseconds since 1970-01-01 UTC
--   body   what else is needed to say it again
CREATE TABLE memory (
    kind TEXT   NOT NULL,
    name TEXT   NOT NULL,
    at   BIGINT NOT NULL,
    body TEXT   NOT NULL,
    PRIMARY KEY (kind, name)
);
