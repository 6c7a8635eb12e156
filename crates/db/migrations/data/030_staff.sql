-- People who work here: accounts, what they may do, and how they sign in. About staff, never about a register's subjects.
-- Times are milliseconds UTC; an end is the first moment that is no longer inside.

-- One person, one account (claims R1-042, R4-038). Never deleted: what was done names its account. Ending takes the
-- password and the keys away.
--   user_name   lower case; what the person types
--   name        the person's own name, shown to colleagues
--   email,mark  e-mail address or personnel mark: what tells that two accounts would be of the same person
--   handle      random bytes that a passkey knows the person by
--   password    Argon2id in PHC form; NULL: can't sign in by password
CREATE TABLE staff_account (
    id           BIGINT PRIMARY KEY,
    user_name    TEXT   NOT NULL UNIQUE,
    name         TEXT   NOT NULL,
    email        TEXT   UNIQUE,
    mark         TEXT   UNIQUE,
    lang         TEXT   NOT NULL,
    theme        TEXT   NOT NULL,
    handle       BYTEA  NOT NULL,
    password     TEXT,
    password_set BIGINT,
    made         BIGINT NOT NULL,
    made_by      BIGINT,
    ended        BIGINT,
    ended_by     BIGINT
);

-- Who engages the person, and when (claim R1-041). Access needs one in force at that moment.
--   kind        employment or commission
CREATE TABLE staff_engagement (
    id      BIGINT PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES staff_account (id),
    company TEXT   NOT NULL,
    kind    TEXT   NOT NULL,
    starts  BIGINT NOT NULL,
    ends    BIGINT
);
CREATE INDEX staff_engagement_account ON staff_engagement (account);

-- Agreements with companies that act on the controller's behalf (claim R4-036). Their people's access needs one in force.
CREATE TABLE staff_agreement (
    id        BIGINT PRIMARY KEY,
    company   TEXT   NOT NULL,
    reference TEXT   NOT NULL,
    starts    BIGINT NOT NULL,
    ends      BIGINT
);
CREATE INDEX staff_agreement_company ON staff_agreement (company);

-- Roles given by name: by whom, when, for what task, until when (claim R4-035). Being employed gives none.
--   areas       the areas that scope "area" reaches, separated by spaces
--   given_by    NULL: the operator of the machine
CREATE TABLE staff_designation (
    id          BIGINT PRIMARY KEY,
    register_id TEXT   NOT NULL,
    account     BIGINT NOT NULL REFERENCES staff_account (id),
    role        TEXT   NOT NULL,
    areas       TEXT   NOT NULL,
    task        TEXT   NOT NULL,
    given       BIGINT NOT NULL,
    given_by    BIGINT,
    until       BIGINT,
    ended       BIGINT,
    ended_by    BIGINT,
    reviewed    BIGINT NOT NULL
);
CREATE INDEX staff_designation_account ON staff_designation (account, register_id);

-- Undertakings of secrecy (claim R4-040). They outlive the account: the name stands here as it was then, and nothing
-- is ever deleted or changed.
--   manner      page: given in the program; record: given elsewhere (on paper) and noted by an administrator or operator
CREATE TABLE staff_undertaking (
    register_id TEXT   NOT NULL,
    account     BIGINT NOT NULL,
    version     BIGINT NOT NULL,
    kind        TEXT   NOT NULL,
    manner      TEXT   NOT NULL,
    name        TEXT   NOT NULL,
    lang        TEXT   NOT NULL,
    digest      BYTEA  NOT NULL,
    given       BIGINT NOT NULL,
    PRIMARY KEY (register_id, account, version)
);

-- What they put their name to, word for word, by SHA-256.
CREATE TABLE staff_undertaking_text (
    digest BYTEA PRIMARY KEY,
    words  TEXT NOT NULL
);

-- Sessions. The cookie's token stands here only as its SHA-256.
--   label       random; names the session on its owner's page
--   stage       password: the second factor is still to come; full: signed in
--   device      kind of browser and system, such as "Firefox, Linux"
--   ceremony    what a passkey ceremony under way must answer to
CREATE TABLE staff_session (
    token_hash BYTEA  PRIMARY KEY,
    label      TEXT   NOT NULL UNIQUE,
    account    BIGINT NOT NULL REFERENCES staff_account (id),
    stage      TEXT   NOT NULL,
    began      BIGINT NOT NULL,
    seen       BIGINT NOT NULL,
    ends       BIGINT NOT NULL,
    device     TEXT   NOT NULL,
    ceremony   TEXT
);
CREATE INDEX staff_session_account ON staff_session (account);
CREATE INDEX staff_session_ends ON staff_session (ends);

-- Second factors.
--   kind        totp: secret is a random seed (the shared key is derived from it with a key of the keyring), used the last time
--               step that was accepted; passkey: secret is its public part
CREATE TABLE staff_factor (
    id      BIGINT PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES staff_account (id),
    kind    TEXT   NOT NULL,
    label   TEXT   NOT NULL,
    secret  TEXT   NOT NULL,
    made    BIGINT NOT NULL,
    used    BIGINT NOT NULL
);
CREATE INDEX staff_factor_account ON staff_factor (account);

-- Codes for the day when the second factor is lost; each works once. SHA-256 of 80 random bits.
CREATE TABLE staff_recovery (
    account   BIGINT NOT NULL REFERENCES staff_account (id),
    code_hash BYTEA  NOT NULL,
    PRIMARY KEY (account, code_hash)
);

-- Codes with which a person chooses an own password: handed out with a new account, or when a password was forgotten. One
-- a person, SHA-256 of 80 random bits, works once.
CREATE TABLE staff_start (
    account   BIGINT PRIMARY KEY REFERENCES staff_account (id),
    code_hash BYTEA  NOT NULL UNIQUE,
    ends      BIGINT NOT NULL
);

-- Browsers in which the person has signed in before. A SHA-256 of the cookie.
CREATE TABLE staff_device (
    token_hash BYTEA  PRIMARY KEY,
    account    BIGINT NOT NULL REFERENCES staff_account (id),
    used       BIGINT NOT NULL
);
CREATE INDEX staff_device_account ON staff_device (account);

-- Attempts to sign in, counted by hashes of user name and source under a key of the keyring: neither can be read here.
CREATE TABLE staff_attempt (
    key_hash BYTEA  PRIMARY KEY,
    refused  BIGINT NOT NULL,
    latest   BIGINT NOT NULL,
    opens    BIGINT NOT NULL
);
CREATE INDEX staff_attempt_latest ON staff_attempt (latest);

-- Each sign-in and each refusal (claim R1-044), kept for ninety days. account is NULL when nobody has that user name.
CREATE TABLE staff_sign_in (
    id      BIGINT PRIMARY KEY,
    account BIGINT,
    at      BIGINT NOT NULL,
    outcome TEXT   NOT NULL,
    device  TEXT   NOT NULL
);
CREATE INDEX staff_sign_in_account ON staff_sign_in (account, at);
CREATE INDEX staff_sign_in_at ON staff_sign_in (at);

-- Personal API keys: one account, one register, one role, an end. The secret stands here only as its SHA-256.
CREATE TABLE staff_api_key (
    id          BIGINT PRIMARY KEY,
    account     BIGINT NOT NULL REFERENCES staff_account (id),
    register_id TEXT   NOT NULL,
    role        TEXT   NOT NULL,
    label       TEXT   NOT NULL,
    prefix      TEXT   NOT NULL,
    secret_hash BYTEA  NOT NULL UNIQUE,
    made        BIGINT NOT NULL,
    ends        BIGINT NOT NULL,
    ended       BIGINT
);
CREATE INDEX staff_api_key_account ON staff_api_key (account);
