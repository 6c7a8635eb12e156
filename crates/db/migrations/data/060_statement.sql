-- Versions of the statements of a controller's registers. A statement is public: nothing here is about a subject.
--
-- statement_version: every version that was ever in force. The active one has no `until`; validity never overlaps, since a new
-- version ends the one before it in the same unit of work.
--   register      the register's declared name
--   version       1, 2, 3 ... without gaps
--   text          the file, byte for byte
--   digest        SHA-256 of the text
--   since, until  milliseconds UTC; `until` is the first moment at which it no longer holds
--   drafted_by    account that asked for it; NULL: the operator of the machine
--   activated_by  account of the second person; NULL: the operator of the machine, for the first version
--   why           what the change is for, in the drafter's words
CREATE TABLE statement_version (
    register     TEXT   NOT NULL,
    version      BIGINT NOT NULL,
    text         TEXT   NOT NULL,
    digest       BYTEA  NOT NULL,
    since        BIGINT NOT NULL,
    until        BIGINT,
    drafted_by   BIGINT,
    activated_by BIGINT,
    why          TEXT   NOT NULL,
    PRIMARY KEY (register, version)
);
-- statement_draft: versions in the making. A draft that is not open any longer is kept as history.
--   based_on   the version that was active when it was begun; activation needs it to be active still
--   revision   counts the changes of the draft, so that two editors don't overwrite each other
--   state      1 open, 2 waiting for the second person, 3 activated, 4 withdrawn
--   version    the version that it became
CREATE TABLE statement_draft (
    draft_id    BIGINT PRIMARY KEY,
    register    TEXT   NOT NULL,
    based_on    BIGINT NOT NULL,
    revision    BIGINT NOT NULL,
    text        TEXT   NOT NULL,
    why         TEXT   NOT NULL,
    state       BIGINT NOT NULL,
    made        BIGINT NOT NULL,
    made_by     BIGINT NOT NULL,
    changed     BIGINT NOT NULL,
    changed_by  BIGINT NOT NULL,
    proposed    BIGINT,
    proposed_by BIGINT,
    ended       BIGINT,
    ended_by    BIGINT,
    version     BIGINT
);
CREATE INDEX statement_draft_register ON statement_draft (register, state);
-- statement_decision: what somebody decided about a problem that asks for a decision: who, when, why, and which passage yields.
--   rule, passage  the problem: the rule that found it and the declared passage that it is about
--   draft_id       the draft it was decided for; a problem of the step itself (a promise that becomes weaker) is decided for
--                  that draft alone, a problem of the statement for every later version until `review`
--   review         day on which it must be looked at again, YYYY-MM-DD
CREATE TABLE statement_decision (
    decision_id BIGINT PRIMARY KEY,
    register    TEXT   NOT NULL,
    draft_id    BIGINT NOT NULL,
    rule        TEXT   NOT NULL,
    passage     TEXT   NOT NULL,
    what        TEXT   NOT NULL,
    why         TEXT   NOT NULL,
    yields      TEXT   NOT NULL,
    decided     BIGINT NOT NULL,
    decided_by  BIGINT NOT NULL,
    review      TEXT   NOT NULL
);
CREATE INDEX statement_decision_register ON statement_decision (register, rule, passage);
-- information_duty: people who must be told of a change, as a queue (GDPR 13(3), 14(4)). Names groups of people, never a person.
--   change   the change as JSON: what, whom, in three languages
--   people   how many it concerned when the version was activated
--   due      day by which they must have been told, YYYY-MM-DD
--   done     when somebody said that it was done, and how
CREATE TABLE information_duty (
    duty_id  BIGINT PRIMARY KEY,
    register TEXT   NOT NULL,
    version  BIGINT NOT NULL,
    change   TEXT   NOT NULL,
    people   BIGINT NOT NULL,
    due      TEXT   NOT NULL,
    done     BIGINT,
    done_by  BIGINT,
    how      TEXT
);
CREATE INDEX information_duty_register ON information_duty (register, due);
