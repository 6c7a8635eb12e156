-- People who came into a register from somebody else than themselves, and have to be told so within a month (GDPR 14(3)(a)).
--   source    from whom: the statement's name, as its number
--   obtained  when the person was stored, milliseconds since 1970-01-01 UTC
--   due       last day, days since 1970-01-01
--   batch     the import that brought the person; NULL: by hand or by a program
--   told      when the person was told, milliseconds since 1970-01-01 UTC; NULL: not yet
--   account   who put that down
--   way       how: 1 letter, 2 e-mail, 3 telephone, 4 in person, 5 the person had the information already (GDPR 14(5)(a))
CREATE TABLE source_notice (
    register_id BIGINT NOT NULL,
    subject_id  BIGINT NOT NULL,
    source      BIGINT NOT NULL,
    obtained    BIGINT NOT NULL,
    due         BIGINT NOT NULL,
    batch       BIGINT,
    told        BIGINT,
    account     BIGINT,
    way         BIGINT,
    PRIMARY KEY (register_id, subject_id)
) {{without_rowid}};
CREATE INDEX source_notice_due ON source_notice (register_id, due, subject_id);
CREATE INDEX source_notice_batch ON source_notice (register_id, batch);
