-- When somebody who works here last signed in (claim R5-113): access that nobody uses is reported for removal. About staff.
CREATE TABLE staff_use (
    account BIGINT NOT NULL PRIMARY KEY,
    used    BIGINT NOT NULL
);
