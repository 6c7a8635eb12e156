//! The part of the map that is about recordings. Their bytes are files named in `medium.blob`, and go with its rows.

use super::{
    Holds::{Key, Keyed, Sealed, Structure},
    OtherTable, SubjectTable,
};

/// Each recording.
pub(super) const MEDIUM: SubjectTable = SubjectTable {
    name: "medium",
    columns: &[
        ("register_id", Key),
        ("subject_id", Key),
        ("object_id", Structure),
        ("kind", Structure),
        ("began", Structure),
        ("ended", Structure),
        ("bytes", Structure),
        ("length_ms", Structure),
        ("blob", Structure),
        ("delivery", Keyed),
        ("digest", Keyed),
        ("body", Sealed),
        ("peaks", Sealed),
        ("covered", Structure),
    ],
    delete: Some("DELETE FROM medium WHERE register_id = $1 AND subject_id = $2"),
};

/// Each time that somebody listened.
pub(super) const HEARD: SubjectTable = SubjectTable {
    name: "heard",
    columns: &[
        ("register_id", Key),
        ("subject_id", Key),
        ("object_id", Structure),
        ("heard_id", Structure),
        ("account", Structure),
        ("purpose", Structure),
        ("how", Structure),
        ("session_id", Structure),
        ("at", Structure),
        ("first_byte", Structure),
        ("after_byte", Structure),
    ],
    delete: Some("DELETE FROM heard WHERE register_id = $1 AND subject_id = $2"),
};

/// When recordings were destroyed.
pub(super) const DESTROYED: SubjectTable = SubjectTable {
    name: "medium_destroyed",
    columns: &[("register_id", Key), ("subject_id", Key), ("object_id", Structure), ("at", Structure)],
    delete: Some("DELETE FROM medium_destroyed WHERE register_id = $1 AND subject_id = $2"),
};

/// Recordings that a session plays.
pub(super) const LED: SubjectTable = SubjectTable {
    name: "led_recording",
    columns: &[
        ("register_id", Key),
        ("subject_id", Key),
        ("object_id", Structure),
        ("session_id", Structure),
    ],
    delete: Some("DELETE FROM led_recording WHERE register_id = $1 AND subject_id = $2"),
};

/// Recordings that requests name.
pub(super) const ASKED: SubjectTable = SubjectTable {
    name: "asked_recording",
    columns: &[
        ("register_id", Key),
        ("subject_id", Key),
        ("object_id", Structure),
        ("case_id", Structure),
        ("hold_id", Structure),
        ("wish", Structure),
        ("decision", Structure),
        ("asked", Structure),
        ("decided", Structure),
        ("account", Structure),
        ("handed", Structure),
        ("body", Sealed),
    ],
    delete: Some("DELETE FROM asked_recording WHERE register_id = $1 AND subject_id = $2"),
};

/// Keys of recordings.
pub(super) const KEYS: SubjectTable = SubjectTable {
    name: "recording_key",
    columns: &[
        ("register_id", Key),
        ("subject_id", Key),
        ("object_id", Structure),
        ("blob", Structure),
        ("made", Structure),
        ("wrapped", Keyed),
    ],
    delete: None,
};

/// Recordings whose keys and files go next.
pub(super) const GONE: SubjectTable = SubjectTable {
    name: "medium_gone",
    columns: &[("register_id", Key), ("subject_id", Key), ("object_id", Structure), ("blob", Structure)],
    // Each row goes when its file is gone.
    delete: None,
};

/// Who answered calls.
pub(super) const AGENT: SubjectTable = SubjectTable {
    name: "medium_agent",
    columns: &[
        ("register_id", Key),
        ("subject_id", Key),
        ("object_id", Structure),
        ("account", Structure),
        ("began", Structure),
    ],
    delete: Some("DELETE FROM medium_agent WHERE register_id = $1 AND subject_id = $2"),
};

/// Numbers that were called.
pub(super) const NUMBER: SubjectTable = SubjectTable {
    name: "medium_number",
    columns: &[
        ("register_id", Key),
        ("subject_id", Key),
        ("object_id", Structure),
        ("token", Keyed),
        ("began", Structure),
    ],
    delete: Some("DELETE FROM medium_number WHERE register_id = $1 AND subject_id = $2"),
};

/// Words of what is written in recordings.
pub(super) const WORD: SubjectTable = SubjectTable {
    name: "medium_word",
    columns: &[
        ("register_id", Key),
        ("subject_id", Key),
        ("object_id", Structure),
        ("token", Keyed),
        ("began", Structure),
    ],
    delete: Some("DELETE FROM medium_word WHERE register_id = $1 AND subject_id = $2"),
};

/// Recordings that authorities ask for.
pub(super) const AUTHORITY: SubjectTable = SubjectTable {
    name: "authority_recording",
    columns: &[
        ("register_id", Key),
        ("subject_id", Key),
        ("order_id", Structure),
        ("object_id", Structure),
        ("hold_id", Structure),
        ("ground", Structure),
        ("asked", Structure),
        ("account", Structure),
        ("ended", Structure),
        ("outcome", Structure),
        ("ended_by", Structure),
        ("body", Sealed),
    ],
    delete: Some("DELETE FROM authority_recording WHERE register_id = $1 AND subject_id = $2"),
};

/// Led sessions.
pub(super) const SESSION: OtherTable = OtherTable {
    name: "led_session",
    columns: "register_id session_id trainer purpose began ends closed",
    why: "who leads a training session, and when",
};

/// Trainees of led sessions.
pub(super) const TRAINEE: OtherTable = OtherTable {
    name: "led_trainee",
    columns: "register_id session_id account",
    why: "staff who were at a training session",
};
