-- Which objects a batch of an import added beside the people of its rows, for its undo. The gate's.
CREATE TABLE import_object (
    register_id BIGINT NOT NULL,
    subject_id  BIGINT NOT NULL,
    batch_id    BIGINT NOT NULL,
    object_id   BIGINT NOT NULL,
    PRIMARY KEY (register_id, subject_id, batch_id, object_id)
) {{without_rowid}};
CREATE INDEX import_object_batch ON import_object (register_id, batch_id, subject_id);
