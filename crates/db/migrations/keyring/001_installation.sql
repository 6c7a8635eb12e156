-- What this database is. One row a name.
--   installation   random id, 32 hex digits; the keyring carries the same. Data and keyring of different installations
--                  don't work together.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
