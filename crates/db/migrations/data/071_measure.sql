-- What shows that people do as a statement's measures say (claims R1-043, R5-112). Rows are never changed or deleted. About
-- premises, contracts and habits, never about a register's subjects.
--   digest      SHA-256 of the file, in hexadecimal; the file itself stays where it is
--   dated       the day that it is from, as YYYY-MM-DD
CREATE TABLE measure_evidence (
    id          BIGINT NOT NULL PRIMARY KEY,
    register_id TEXT   NOT NULL,
    measure     TEXT   NOT NULL,
    digest      TEXT   NOT NULL,
    file        TEXT   NOT NULL,
    shows       TEXT   NOT NULL,
    issuer      TEXT   NOT NULL,
    dated       TEXT   NOT NULL,
    attached    BIGINT NOT NULL,
    attached_by BIGINT NOT NULL
);
CREATE INDEX measure_evidence_measure ON measure_evidence (register_id, measure);

-- The second person's word that the evidence is what it is said to be. Only confirmed evidence counts.
CREATE TABLE measure_confirmation (
    evidence     BIGINT NOT NULL PRIMARY KEY REFERENCES measure_evidence (id),
    confirmed    BIGINT NOT NULL,
    confirmed_by BIGINT NOT NULL
);
