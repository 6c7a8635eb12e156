-- Proof reports, as they were made. Rows are never changed or deleted. About rules and counts, never about people.
--   report      the whole report as JSON (crates/seloste/src/work/proof/report.rs)
CREATE TABLE proof_report (
    id          BIGINT NOT NULL PRIMARY KEY,
    register_id TEXT   NOT NULL,
    at          BIGINT NOT NULL,
    broken      BIGINT NOT NULL,
    report      TEXT   NOT NULL
);
CREATE INDEX proof_report_register ON proof_report (register_id, at);

-- Since when a register has been run on which rules, as the proof has seen it: older entries of the ledger were judged by the
-- rules of their time.
--   digest      SHA-256 of the policies that the rules make
CREATE TABLE proof_rules (
    register_id TEXT   NOT NULL,
    since       BIGINT NOT NULL,
    digest      BYTEA  NOT NULL,
    PRIMARY KEY (register_id, since)
);
