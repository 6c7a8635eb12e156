-- Files that people are bringing in by the pages, from sending to the end of the work. Their bytes lie sealed in a folder beside the
-- recordings; a row and its bytes are gone an hour after they were last touched. No values of any row of a file.
--   file      random name of the sealed bytes, and of the file in addresses
--   name      last part of the name that it came under
--   mapping   what its columns mean, as TOML
--   stage     1 columns, 2 being tried, 3 being brought in, 4 stopped, 5 in
--   worker    which process is at work; touched tells that it still is
CREATE TABLE import_file (
    file     TEXT   NOT NULL PRIMARY KEY,
    register TEXT   NOT NULL,
    account  BIGINT NOT NULL,
    source   TEXT   NOT NULL,
    name     TEXT   NOT NULL,
    bytes    BIGINT NOT NULL,
    mapping  TEXT   NOT NULL,
    stage    BIGINT NOT NULL,
    batch    BIGINT,
    worker   BIGINT NOT NULL,
    touched  BIGINT NOT NULL
);
CREATE INDEX import_file_touched ON import_file (touched);
