-- Folders that were taken out of stores of paper: which store, which folder, by whom, from when to when (claim R4-034). A folder is named
-- by its number; nothing on it is here.
CREATE TABLE paper_loan (
    register TEXT   NOT NULL,
    store    TEXT   NOT NULL,
    folder   TEXT   NOT NULL,
    account  BIGINT NOT NULL,
    taken    BIGINT NOT NULL,
    returned BIGINT,
    PRIMARY KEY (register, store, folder, taken)
);
