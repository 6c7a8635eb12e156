-- A mailing is put in line by a job: whoever ordered it may stop it, and sees how far it has come.
--   stopped  when somebody stopped it for good; what waits in line then leaves no more
--   once     what the order itself is known by, so that the same order sent twice is one mailing; NULL for orders that say nothing
--   sent     how many of its mails have left
--   unsent   how many were in line and did not leave: the person cancelled meanwhile, or the address took none
ALTER TABLE mailing ADD COLUMN stopped BIGINT;
ALTER TABLE mailing ADD COLUMN once TEXT;
ALTER TABLE mailing ADD COLUMN sent BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mailing ADD COLUMN unsent BIGINT NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX mailing_once ON mailing (register_id, once);
