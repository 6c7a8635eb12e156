-- What was covered in people's texts because it spoke of somebody who was erased, so that a restored copy of the data is covered again
-- before anybody is served. Each is sealed with the key of the person whose text it is: which item, digests of the texts as they were,
-- and from where to where. It holds none of the words, and goes with that person.
CREATE TABLE covered (
    register_id BIGINT NOT NULL,
    subject_id  BIGINT NOT NULL,
    cover_id    BIGINT NOT NULL,
    body        BYTEA  NOT NULL,
    PRIMARY KEY (register_id, subject_id, cover_id)
) {{without_rowid}};
