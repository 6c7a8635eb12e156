-- What must outlive the data and every copy of it. Here and not in the data, so that a restored copy is put right by it
-- before anybody is served. Numbers and keyed digests only.

-- Who was erased, as a number that no living table explains.
--   at      milliseconds since 1970-01-01 UTC
--   grp     word of the subject group, for what the law keeps of the person
--   settled 1 when the rows in the data are gone too; 0 between the destruction of the key and that
CREATE TABLE erased (
    register_id BIGINT NOT NULL,
    subject_id  BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    grp         BIGINT NOT NULL,
    settled     BIGINT NOT NULL,
    PRIMARY KEY (register_id, subject_id)
) {{without_rowid}};

-- What the law or a case keeps of somebody who was erased: ciphertexts under the person's new key, so that an older copy of
-- the data, which knows only the destroyed one, gets them back. The key that wraps it is a file outside of every database.
--   place   1 a category, 2 an object, 3 a hold; row_id: the category's word, the object's or the hold's number
CREATE TABLE remains (
    register_id BIGINT NOT NULL,
    subject_id  BIGINT NOT NULL,
    place       BIGINT NOT NULL,
    row_id      BIGINT NOT NULL,
    kind        BIGINT NOT NULL,
    state       BIGINT,
    parent      BIGINT,
    starts      BIGINT NOT NULL,
    ends        BIGINT,
    version     BIGINT NOT NULL,
    body        BYTEA  NOT NULL,
    PRIMARY KEY (register_id, subject_id, place, row_id)
) {{without_rowid}};

-- Keyed digests of how erased people could be reached, by which a later file or entry is kept from bringing them back
-- (R3-024). They name nobody, are used for nothing else, and are never given out.
--   kind     word of a prohibition that outlives the person; 0: not to be brought in by others again
--   channel  as in `permission`; by_channel: how the prohibition had reached the controller
CREATE TABLE suppression (
    register_id BIGINT NOT NULL,
    mark        BIGINT NOT NULL,
    kind        BIGINT NOT NULL,
    channel     BIGINT NOT NULL,
    by_channel  BIGINT NOT NULL,
    since       BIGINT NOT NULL,
    PRIMARY KEY (register_id, mark, kind, channel)
) {{without_rowid}};

-- The newest word of each person on each thing: a restored copy of the data is brought up to it (strictest wins).
--   what     1 a prohibition, 2 a consent, 3 a restriction
--   kind     word of the prohibition or consent, 0 for a restriction; channel and by_channel as in `permission`
--   set_to   1 in force, 0 taken back
CREATE TABLE last_word (
    register_id BIGINT NOT NULL,
    subject_id  BIGINT NOT NULL,
    what        BIGINT NOT NULL,
    kind        BIGINT NOT NULL,
    channel     BIGINT NOT NULL,
    by_channel  BIGINT NOT NULL,
    set_to      BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (register_id, subject_id, what, kind, channel)
) {{without_rowid}};
