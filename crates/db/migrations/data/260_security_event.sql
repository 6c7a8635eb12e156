-- What matters to keeping the register secure (claim R5-019): failed sign-ins, refusals and exports, apart from the log and with a
-- term of their own. Who did it and what it was; never about whom.
CREATE TABLE security_event (
    register_id BIGINT NOT NULL,  -- 0: at the controller's sign-in, before a register is chosen
    at BIGINT NOT NULL,           -- milliseconds since 1970-01-01 UTC
    event BIGINT NOT NULL,        -- random
    kind BIGINT NOT NULL,         -- 1 failed sign-in, 2 refused, 3 exported
    account BIGINT,               -- NULL: nobody has that user name
    what TEXT NOT NULL,           -- the verb and the rule that refused it; how a sign-in failed
    PRIMARY KEY (register_id, at, event)
) {{without_rowid}};
