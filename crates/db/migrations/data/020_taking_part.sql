-- Who takes part in objects. crates/gate/src/store/part.rs owns these tables.

-- Accounts that handled an object (scope `own`) or take part in it (scope `participant`; closed and private objects).
CREATE TABLE taking_part (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,   -- whose object it is
    object_id BIGINT NOT NULL,
    account BIGINT NOT NULL,
    role BIGINT NOT NULL,         -- word of the link; 0: handled it
    PRIMARY KEY (register_id, subject_id, object_id, account, role)
) {{without_rowid}};
CREATE INDEX taking_part_account ON taking_part (register_id, account, subject_id);

-- Subjects that are linked to another subject's object in a role.
CREATE TABLE linked (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,   -- who is linked
    owner_id BIGINT NOT NULL,     -- whose object it is
    object_id BIGINT NOT NULL,
    role BIGINT NOT NULL,         -- word of the link
    PRIMARY KEY (register_id, subject_id, owner_id, object_id, role)
) {{without_rowid}};
CREATE INDEX linked_object ON linked (register_id, owner_id, object_id);

-- Who may know of an object, for kinds that let it be chosen: 0 open, 1 closed, 2 private.
CREATE TABLE object_visibility (
    register_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    object_id BIGINT NOT NULL,
    visibility BIGINT NOT NULL,
    PRIMARY KEY (register_id, subject_id, object_id)
) {{without_rowid}};
