-- Breaches of personal data, as the controller must document them (GDPR 33(5)): who or what touched data between two moments, what
-- became known when, whom it was told to. Names no subject: how many people of which groups and categories stands in the body, and the
-- people themselves are found again in the ledger for as long as they are not erased.
--   account      whose account or key it was
--   begins,ends  the span that was looked at, milliseconds since 1970-01-01 UTC, as all times here
--   known        when the controller came to know: the 72 hours count from it
--   authority    when the supervisory authority was notified (GDPR 33)
--   people       when the people were told (GDPR 34)
--   body         what happened, its effects, what was done, and the counts; sealed with a key of the register
CREATE TABLE breach (
    register_id BIGINT NOT NULL,
    breach_id BIGINT NOT NULL,
    account BIGINT NOT NULL,
    begins BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    known BIGINT NOT NULL,
    made BIGINT NOT NULL,
    made_by BIGINT NOT NULL,
    authority BIGINT,
    people BIGINT,
    body BYTEA NOT NULL,
    PRIMARY KEY (register_id, breach_id)
) {{without_rowid}};
