-- Catalogues that derived items are looked up in (which accessories and services fit which product), as the statement declares
-- them. The same for everybody: nothing in them is about a person.
--   entry   what is looked up, in small letters and with single spaces
--   place   the order of the file
--   gives   what belongs to it, as it is shown
CREATE TABLE catalogue_row (
    register_id BIGINT NOT NULL,
    catalogue BIGINT NOT NULL,
    entry TEXT NOT NULL,
    place BIGINT NOT NULL,
    gives TEXT NOT NULL,
    PRIMARY KEY (register_id, catalogue, entry, place)
) {{without_rowid}};

-- When a catalogue was loaded, by whom, and how many rows it has.
--   edition  how many times it was loaded before: another edition, another catalogue
CREATE TABLE catalogue (
    register_id BIGINT NOT NULL,
    catalogue BIGINT NOT NULL,
    loaded BIGINT NOT NULL,       -- milliseconds since 1970-01-01 UTC
    account BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    edition BIGINT NOT NULL,
    PRIMARY KEY (register_id, catalogue)
) {{without_rowid}};

-- How far deriving everybody's items anew has come: one a register. Begun by a new day, new rules or a new catalogue.
--   rules   digest of the rules and catalogues that it is for
--   day     the day that it is for, days since 1970-01-01
--   place   the last subject that it has been through
--   ended   1 when it has been through everybody
CREATE TABLE derive_run (
    register_id BIGINT NOT NULL PRIMARY KEY,
    rules BIGINT NOT NULL,
    day BIGINT NOT NULL,
    place BIGINT NOT NULL,
    ended BIGINT NOT NULL
);
