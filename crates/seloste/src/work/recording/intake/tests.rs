//! Readers of what telephone systems send: they answer whatever the bytes, and keep what belongs together.

use super::{
    call::assemble,
    freeswitch, message,
    moment::Clock,
    record::{Field, Records},
    table::{self, Columns},
};
use jiff::{SignedDuration, tz::TimeZone};
use proptest::prelude::*;

fn clock() -> Clock {
    Clock { zone: TimeZone::UTC, ahead: SignedDuration::ZERO }
}

fn row(id: &str, linked: &str, agent: &str, from: u8, to: u8) -> String {
    format!(
        "\"\",\"0405550101\",\"0110\",\"in\",\"x\",\"PJSIP/t-1\",\"PJSIP/{agent}-2\",\"Dial\",\"\",\"2026-11-20 10:{from:02}:00\",\
         \"2026-11-20 10:{from:02}:05\",\"2026-11-20 10:{to:02}:00\",{},1,\"ANSWERED\",\"D\",\"{id}\",\"\",\"\",\"{linked}\",1\n",
        u32::from(to - from) * 60
    )
}

#[test]
fn records_of_one_id_that_say_something_else_are_parts_and_the_same_record_again_is_none() {
    let rows = [row("1", "a", "201", 0, 3), row("1", "a", "202", 3, 9)].concat().repeat(2);
    let calls = assemble(table::asterisk(rows.as_bytes()), &clock());
    let legs = calls.answered[0].legs.iter();
    let said: Vec<_> = legs
        .map(|leg| [Field::Delivery, Field::AnsweredBy].map(|field| leg.record.get(field).unwrap()))
        .collect();
    assert_eq!(said, [["1.1", "201"], ["1.1 #2", "202"]]);
}

#[test]
fn a_transfer_and_a_conference_are_one_call_whose_parts_keep_their_agents_and_times() {
    let rows = [
        row("1", "a", "201", 0, 3),
        row("9", "b", "201", 1, 2),
        row("2", "a", "202", 3, 9),
        row("3", "a", "203", 4, 9),
    ];
    let calls = assemble(table::asterisk(rows.concat().as_bytes()), &clock());
    assert_eq!((calls.answered.len(), calls.unanswered, calls.unread.len()), (2, 0, 0));
    let first = &calls.answered[0];
    let agents: Vec<_> = first.legs.iter().map(|leg| leg.record.get(Field::AnsweredBy)).collect();
    assert_eq!((first.linked.as_str(), agents), ("a", vec![Some("201"), Some("202"), Some("203")]));
    let times = first.times().unwrap();
    assert_eq!(
        (times.started.to_string(), times.ended.to_string()),
        ("2026-11-20T10:00:00Z".to_owned(), "2026-11-20T10:09:00Z".to_owned())
    );
}

#[test]
fn columns_of_another_order_are_found_by_their_head() {
    let file = "uniqueid,start,end,answer,src,dst,dstchannel,disposition,userfield\n\
                7,2026-11-20 10:00:00,2026-11-20 10:01:00,2026-11-20 10:00:02,040,0110,SIP/205-1,ANSWERED,/m/x.wav\n";
    let records = table::asterisk(file.as_bytes());
    let record = &records.read[0];
    assert_eq!(record.get(Field::AnsweredBy), Some("205"));
    assert_eq!(record.get(Field::Recording), Some("/m/x.wav"));
}

#[test]
fn a_table_that_does_not_tell_when_calls_were_answered_loses_none() {
    let assembled = |text: &str| {
        let calls = assemble(table::other(text.as_bytes(), &Columns::new()), &clock());
        (calls.answered.len(), calls.unanswered)
    };
    let times = "2026-03-05 14:30:00,2026-03-05 14:31:00";
    let bare = format!("delivery,started,ended\n1,{times}\n2,{times}\n");
    assert_eq!(assembled(&bare), (2, 0), "nothing tells of answering");
    let by = format!(
        "delivery,started,ended,answered-by,recording\n1,{times},201,\n2,{times},,a.wav\n3,{times},,\n"
    );
    assert_eq!(assembled(&by), (2, 1), "nobody answered the third");
    let at = format!(
        "delivery,started,ended,answered,answered-by\n1,{times},,201\n2,{times},2026-03-05 14:30:05,201\n"
    );
    assert_eq!(assembled(&at), (1, 1), "an empty column says no");
    let rang = "delivery,started,ended,answered-by,recording\n1,2026-03-05 14:30:00,,,\n";
    assert_eq!(assembled(rang), (0, 1), "a call that rang out has no end");
}

#[test]
fn the_line_of_a_record_is_that_of_the_file_however_its_lines_end() {
    for end in ["\n", "\r\n"] {
        let text = ["delivery,started,queue", "1,,\"two\nlines\"", "2,,", "3,,"].join(end);
        let lines: Vec<u64> =
            table::other(text.as_bytes(), &Columns::new()).read.iter().map(|it| it.line).collect();
        assert_eq!(lines, [2, 4, 5], "{end:?}");
    }
}

#[test]
fn an_e_mail_is_kept_as_it_was_sent_and_its_head_tells_the_rest() {
    let mail = "From: Maija <maija@example.fi>\r\nTo: palvelu@example.fi\r\nDate: Fri, 20 Nov 2026 10:00:00 +0200\r\n\
                Message-ID: <m1@example.fi>\r\nSubject: Lasku\r\nX-Seloste-Told: yes\r\nX-Seloste-Direction: inbound\r\n\
                Content-Type: text/plain; charset=utf-8\r\n\r\nHei\r\n";
    let read = message::email(mail.as_bytes()).unwrap_or_default();
    let record = &read[0].record;
    assert_eq!(record.get(Field::Delivery), Some("m1@example.fi"));
    assert_eq!((record.get(Field::Told), record.get(Field::Direction)), (Some("yes"), Some("inbound")));
    assert_eq!(record.get(Field::PersonAddress), Some("maija@example.fi"));
    assert_eq!(read[0].bytes, mail.as_bytes());
    for bad in ["", "no mail at all", "From: a@example.fi\r\n\r\nno id"] {
        assert!(message::email(bad.as_bytes()).is_err(), "{bad}");
    }
}

fn read_all(bytes: &[u8]) {
    let readers: [fn(&[u8]) -> Records; 4] =
        [table::asterisk, table::events, freeswitch::json, freeswitch::xml];
    for reader in readers {
        let _ = assemble(reader(bytes), &clock());
    }
    let _ = assemble(table::other(bytes, &Columns::new()), &clock());
    let _ = (message::chat(bytes), message::email(bytes), message::texts(bytes));
}

proptest! {
    #[test]
    fn readers_answer_whatever_the_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        read_all(&bytes);
    }

    #[test]
    fn readers_answer_whatever_the_text(text in "[\\PC\n,;\"<>&%={}\\[\\]:/]{0,300}") {
        read_all(text.as_bytes());
        let xml = format!("<cdr><variables><uuid>{text}</uuid></variables></cdr>");
        read_all(xml.as_bytes());
    }
}
