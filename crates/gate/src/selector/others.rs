//! Tables without rows about subjects, each with why nothing in it tells of one.

use super::{OtherTable, recordings};

const STAFF: &str = "about staff, never about a register's subjects";
const ENTRIES: &str = "names subjects by salted commitments, which mean nothing once the salt is destroyed";
const STATEMENT: &str = "of statements, which are public, and of the staff who changed them";
const BOOK: &str = "numbers of rows and reasons, never values";

/// Tables without rows about subjects in the data.
pub const OTHERS: &[OtherTable] = &[
    OtherTable { name: "migration", columns: "name fingerprint tables", why: "the program's own" },
    OtherTable { name: "setting", columns: "name value", why: "the program's own" },
    OtherTable { name: "register", columns: "register_id name", why: "names of registers" },
    OtherTable { name: "word", columns: "word_id word", why: "names that statements declare" },
    OtherTable { name: "counter", columns: "register_id next", why: "the next number of a row" },
    OtherTable {
        name: "issued",
        columns: "register_id digest",
        why: "keyed digests of customer numbers that were given, without whom (R4-013)",
    },
    OtherTable {
        name: "token_block",
        columns: "register_id token first_subject subjects",
        why: "who has a token, many in a row: an erasure takes each out of the rows that `subject_token` tells of",
    },
    OtherTable { name: "ledger_entry", columns: "entry position leaf", why: ENTRIES },
    OtherTable {
        name: "ledger_met",
        columns: "entry register_id met",
        why: "numbers of subjects that the newest entries name, for a second or so; an erasure clears it first",
    },
    OtherTable { name: "ledger_tile", columns: "level number hashes", why: ENTRIES },
    OtherTable { name: "ledger_checkpoint", columns: "origin size note", why: ENTRIES },
    OtherTable {
        name: "recipient_notice",
        columns: "register_id notice_id recipient reference kind made told receipt reminded",
        why: "random references that recipients know; once the disclosure's row is gone, nobody here does",
    },
    recordings::SESSION,
    recordings::TRAINEE,
    OtherTable {
        name: "catalogue",
        columns: "register_id catalogue loaded account entries edition",
        why: "when catalogues were loaded, which are the same for everybody",
    },
    OtherTable {
        name: "catalogue_row",
        columns: "register_id catalogue entry place gives",
        why: "which accessories and services fit which product, the same for everybody",
    },
    OtherTable {
        name: "derive_run",
        columns: "register_id rules day place ended",
        why: "how far the run has come: numbers of subjects pass through it, one at a time",
    },
    OtherTable {
        name: "retention_run",
        columns: "register_id day place started ended overdue",
        why: "how far the run has come: numbers of subjects pass through it, one at a time",
    },
    OtherTable { name: "security_event", columns: "register_id at event kind account what", why: STAFF },
    OtherTable {
        name: "certificate",
        columns: "register_id day what many at",
        why: "how many of what were destroyed and when, without whom",
    },
    OtherTable {
        name: "statistic",
        columns: "register_id kind year item value many total",
        why: "counts and sums of what was anonymised, without whom",
    },
    OtherTable {
        name: "backup_copy",
        columns: "copy_id kind file sha256 bytes made ends gone tried outcome store",
        why: "where copies are and what they weigh, nothing of what is in them",
    },
    OtherTable {
        name: "mailbox_trial",
        columns: "mailbox token sent arrived",
        why: "our own mails to our own mailboxes, and when they came in",
    },
    OtherTable {
        name: "paper_loan",
        columns: "register store folder account taken returned",
        why: "numbers of folders and accounts of staff, nothing of what is on the paper",
    },
    OtherTable {
        name: "training_set",
        columns: "register_id set_id made account body",
        why: "its name stands sealed under a key of the register and names no subject; what is in it goes with each recording",
    },
    OtherTable {
        name: "breach",
        columns: "register_id breach_id account begins ends known made made_by authority people body",
        why: "accounts of staff and moments; what is said of it stands sealed under a key of the register, and names no subject",
    },
    OtherTable {
        name: "import_batch",
        columns: "batch_id register source account file_name file_digest mapping state started ended row_cursor created \
                  updated unchanged duplicate refused failed kept",
        why: BOOK,
    },
    OtherTable {
        name: "import_file",
        columns: "file register account source name bytes mapping stage batch worker touched",
        why: BOOK,
    },
    OtherTable { name: "import_reason", columns: "batch_id reason_id rule column_name words", why: BOOK },
    OtherTable { name: "import_failure", columns: "batch_id row_number reason_id outcome", why: BOOK },
    OtherTable {
        name: "api_once",
        columns: "mac body reference noted",
        why: "keyed digests, and for a day the outside name of what was created, which opens nothing by itself",
    },
    OtherTable {
        name: "statement_version",
        columns: "register version text digest since until drafted_by activated_by why",
        why: STATEMENT,
    },
    OtherTable {
        name: "statement_draft",
        columns: "draft_id register based_on revision text why state made made_by changed changed_by proposed proposed_by \
                  ended ended_by version",
        why: STATEMENT,
    },
    OtherTable {
        name: "statement_count",
        columns: "draft_id register revision based_on act ordered ordered_by state done everyone beat ended survey said",
        why: STATEMENT,
    },
    OtherTable {
        name: "statement_decision",
        columns: "decision_id register draft_id rule passage what why yields decided decided_by review",
        why: STATEMENT,
    },
    OtherTable {
        name: "information_duty",
        columns: "duty_id register version change people due done done_by how",
        why: "groups of people, by what the statement declares",
    },
    OtherTable {
        name: "staff_account",
        columns: "id user_name name email mark lang theme handle password password_set made made_by ended ended_by",
        why: STAFF,
    },
    OtherTable { name: "staff_use", columns: "account used", why: STAFF },
    OtherTable { name: "staff_engagement", columns: "id account company kind starts ends", why: STAFF },
    OtherTable { name: "staff_agreement", columns: "id company reference starts ends", why: STAFF },
    OtherTable {
        name: "staff_designation",
        columns: "id register_id account role areas task given given_by until ended ended_by reviewed",
        why: STAFF,
    },
    OtherTable {
        name: "staff_undertaking",
        columns: "register_id account version kind manner name lang digest given",
        why: STAFF,
    },
    OtherTable { name: "staff_undertaking_text", columns: "digest words", why: STAFF },
    OtherTable {
        name: "staff_session",
        columns: "token_hash label account stage began seen ends device ceremony",
        why: STAFF,
    },
    OtherTable { name: "staff_factor", columns: "id account kind label secret made used", why: STAFF },
    OtherTable { name: "staff_recovery", columns: "account code_hash", why: STAFF },
    OtherTable { name: "staff_identity", columns: "identity account provider made", why: STAFF },
    OtherTable { name: "staff_start", columns: "account code_hash ends", why: STAFF },
    OtherTable { name: "staff_device", columns: "token_hash account used", why: STAFF },
    OtherTable {
        name: "staff_attempt",
        columns: "key_hash refused latest opens",
        why: "keyed digests, for a day, of what was typed to sign in, and of where from; nobody is named",
    },
    OtherTable { name: "staff_sign_in", columns: "id account at outcome device", why: STAFF },
    OtherTable {
        name: "staff_api_key",
        columns: "id account register_id role label prefix secret_hash made ends ended",
        why: STAFF,
    },
    OtherTable {
        name: "proof_report",
        columns: "id register_id at broken report",
        why: "states of claims with figures and declared names, never values",
    },
    OtherTable { name: "proof_order", columns: "register_id ordered", why: "about registers" },
    OtherTable { name: "proof_rules", columns: "register_id since digest", why: "digests of rules" },
    OtherTable {
        name: "measure_evidence",
        columns: "id register_id measure digest file shows issuer dated attached attached_by",
        why: "about premises, contracts and habits, and who of the staff attached it",
    },
    OtherTable {
        name: "measure_file",
        columns: "evidence bytes body",
        why: "sealed files about premises, contracts and habits, of no subject",
    },
    OtherTable {
        name: "extract",
        columns: "register_id extract_id recipient assignment purpose mark account made due people destroyed destroyed_by",
        why: "which list went to which processor and how many were on it; who they were stands with each of them",
    },
    OtherTable {
        name: "mailing",
        columns: "register_id mailing_id purpose account title words made ended below queued left_out stopped once sent unsent",
        why: "what was written to everybody alike, by whom of the staff; who got it stands in the ledger",
    },
    OtherTable { name: "measure_confirmation", columns: "evidence confirmed confirmed_by", why: STAFF },
    OtherTable {
        name: "intake_delivery",
        columns: "mac register object outcome noted",
        why: "keyed digests, and for 400 days the outside name of what stands for a call, which opens nothing by itself",
    },
    OtherTable {
        name: "intake_count",
        columns: "register kind day outcome many",
        why: "how many calls, without whose",
    },
    OtherTable {
        name: "intake_refusal",
        columns: "id register at rule named way line",
        why: "rules and names of what was not taken, never values or whose",
    },
    OtherTable { name: "staff_extension", columns: "register extension account since until", why: STAFF },
];

/// Tables without rows about subjects in the keyring.
pub const OTHER_KEYS: &[OtherTable] = &[
    OtherTable { name: "migration", columns: "name fingerprint tables", why: "the program's own" },
    OtherTable { name: "setting", columns: "name value", why: "the program's own" },
    OtherTable { name: "subject_number", columns: "register_id next", why: "the next number of a subject" },
    OtherTable {
        name: "suppression",
        columns: "register_id mark kind channel by_channel since",
        why: "keyed digests that only keep somebody from being brought back, without whom",
    },
    OtherTable { name: "register_key", columns: "register_id name epoch wrapped", why: "keys of registers" },
    OtherTable {
        name: "memory",
        columns: "kind name at body",
        why: "what of staff has ended, digests of what they sign in with, and statements, which are public",
    },
    OtherTable { name: "ledger_memory", columns: "origin size note", why: "signed checkpoints" },
];
