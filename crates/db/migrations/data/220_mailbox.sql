-- Trials of the mailboxes whose mail opens cases: a mail of our own, and whether it came in (claim R5-110). Nothing about people.
--   mailbox   the mailbox's own address
--   token     random, stands in the mail's subject line
CREATE TABLE mailbox_trial (
    mailbox TEXT   NOT NULL,
    token   TEXT   NOT NULL,
    sent    BIGINT NOT NULL,
    arrived BIGINT,
    PRIMARY KEY (mailbox, token)
);
