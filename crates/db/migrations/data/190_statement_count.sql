-- statement_count: whom a draft of a statement would concern, counted over everyone by a job: for registers too large to be
-- counted while a page waits. At most one for a draft. Totals alone: nothing here is about a subject.
--   revision, based_on  what is counted: the draft at this revision, against this version in force
--   act             what follows the count: 1 nothing, 2 the draft is proposed, 3 it is put into force
--   ordered_by      account on whose authority it is done
--   state           1 waits, 2 under way, 3 done, 4 stopped
--   done, everyone  how many people of how many have been gone through
--   beat            last sign of life of whoever counts; a count that was silent for long is begun anew
--   survey          the totals as JSON, once they are known
--   said            why it stopped, as JSON in three languages
CREATE TABLE statement_count (
    draft_id   BIGINT PRIMARY KEY,
    register   TEXT   NOT NULL,
    revision   BIGINT NOT NULL,
    based_on   BIGINT NOT NULL,
    act        BIGINT NOT NULL,
    ordered    BIGINT NOT NULL,
    ordered_by BIGINT NOT NULL,
    state      BIGINT NOT NULL,
    done       BIGINT NOT NULL,
    everyone   BIGINT NOT NULL,
    beat       BIGINT NOT NULL,
    ended      BIGINT,
    survey     TEXT,
    said       TEXT
);
CREATE INDEX statement_count_state ON statement_count (state, ordered);
