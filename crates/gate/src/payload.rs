//! What stands inside a ciphertext: items with their values, compactly. Not here: ciphers, rows, who may see it.
//!
//! One byte of format, then varints (LEB128). A value repeats its source and time of recording only when they differ
//! from the value before it, because most values of a person come from one source at one moment; the first value of an object,
//! and of each of its lines, only when they differ from the object's own.

use zeroize::Zeroizing;

/// A text alone, and items and objects as they were written before they had formats of their own.
const PLAIN: u8 = 1;
const ITEMS: u8 = 2;
const OBJECT: u8 = 3;
/// Of an item: it has not one value, so that their number follows.
const COUNTED: u64 = 1;
/// Of an item: it has changed since the first version, so that the version follows.
const CHANGED: u64 = 2;
/// Of an item with one value: where the value's own marks begin.
const VALUE: u32 = 2;

/// Marks of a value.
const SAME_ORIGIN: u64 = 1;
const LABELLED: u64 = 2;
const REASONED: u64 = 4;

/// A declared name as its number in the `word` table.
pub(crate) type Word = i64;

/// A source and a time of recording.
type Origin = (Word, i64);

/// One value with where it came from.
#[derive(Clone)]
#[cfg_attr(test, derive(Debug))]
pub(crate) struct StoredValue {
    pub(crate) normal: Zeroizing<String>,
    pub(crate) label: Option<Word>,
    pub(crate) source: Word,
    /// Milliseconds since 1970-01-01 UTC.
    pub(crate) recorded: i64,
    /// What a derived value comes from; the object that another was taken from.
    pub(crate) because: Vec<Cause>,
}

/// Something that a derived value comes from: told by what it is and its day, so that its own content stands in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cause {
    /// The item, or the kind of object.
    pub(crate) input: Word,
    /// The object; 0 for an item of the person.
    pub(crate) object: i64,
    /// Days since 1970-01-01.
    pub(crate) day: i64,
}

/// The values of one item.
#[derive(Clone)]
#[cfg_attr(test, derive(Debug))]
pub(crate) struct StoredItem {
    pub(crate) item: Word,
    /// The version of the row at which the item last changed.
    pub(crate) changed: i64,
    pub(crate) values: Vec<StoredValue>,
}

/// Everything in one ciphertext of a subject's category.
#[derive(Clone, Default)]
#[cfg_attr(test, derive(Debug))]
pub(crate) struct Items(pub(crate) Vec<StoredItem>);

/// Everything in one ciphertext of an object. Structure is repeated from the plain columns, which only narrow: what is
/// shown comes from here, where nobody can exchange it.
#[derive(Clone)]
#[cfg_attr(test, derive(Debug))]
pub(crate) struct ObjectBody {
    pub(crate) kind: Word,
    pub(crate) source: Word,
    pub(crate) recorded: i64,
    pub(crate) state: Option<Word>,
    pub(crate) parent: Option<i64>,
    /// Days since 1970-01-01.
    pub(crate) starts: i64,
    pub(crate) ends: Option<i64>,
    pub(crate) items: Items,
    pub(crate) lines: Vec<Items>,
}

/// The bytes are not what this program wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Garbled;

impl Items {
    /// The values of an item, if it has any.
    pub(crate) fn get(&self, item: Word) -> Option<&StoredItem> {
        self.0.iter().find(|stored| stored.item == item)
    }

    /// As bytes to be sealed.
    pub(crate) fn encode(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Writer::new(ITEMS);
        out.items(self, None);
        out.0
    }

    /// From opened bytes.
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, Garbled> {
        let (mut reader, written) = Reader::new(bytes, ITEMS)?;
        let items = reader.items(None, written)?;
        reader.end().map(|()| items)
    }
}

impl ObjectBody {
    /// As bytes to be sealed.
    pub(crate) fn encode(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Writer::new(OBJECT);
        out.int(self.kind);
        out.int(self.source);
        out.int(self.recorded);
        out.optional(self.state);
        out.optional(self.parent);
        out.int(self.starts);
        out.optional(self.ends);
        let origin = Some((self.source, self.recorded));
        out.items(&self.items, origin);
        out.count(self.lines.len());
        self.lines.iter().for_each(|line| out.items(line, origin));
        out.0
    }

    /// From opened bytes.
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, Garbled> {
        let (mut reader, written) = Reader::new(bytes, OBJECT)?;
        let (kind, source, recorded) = (reader.int()?, reader.int()?, reader.int()?);
        let origin = (written == Written::Now).then_some((source, recorded));
        let mut body = Self {
            kind,
            source,
            recorded,
            state: reader.optional()?,
            parent: reader.optional()?,
            starts: reader.int()?,
            ends: reader.optional()?,
            items: reader.items(origin, written)?,
            lines: Vec::new(),
        };
        for _ in 0..reader.count()? {
            body.lines.push(reader.items(origin, written)?);
        }
        reader.end().map(|()| body)
    }
}

/// A short text alone (a notice, a reason) as bytes to be sealed.
pub(crate) fn encode_text(text: &str) -> Zeroizing<Vec<u8>> {
    let mut out = Writer::new(PLAIN);
    out.text(text);
    out.0
}

/// A short text from opened bytes.
pub(crate) fn decode_text(bytes: &[u8]) -> Result<Zeroizing<String>, Garbled> {
    let (mut reader, _) = Reader::new(bytes, PLAIN)?;
    let text = reader.text()?;
    reader.end().map(|()| text)
}

/// The marks of a value, after values of an origin.
fn marks(value: &StoredValue, origin: Option<Origin>) -> u64 {
    let mark = |mark: u64, has: bool| if has { mark } else { 0 };
    mark(SAME_ORIGIN, origin == Some((value.source, value.recorded)))
        | mark(LABELLED, value.label.is_some())
        | mark(REASONED, !value.because.is_empty())
}

/// Whether bytes were written before items and objects had formats of their own. Then every item said its version and the number of
/// its values, and the first value of an object where it comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Before,
    Now,
}

struct Writer(Zeroizing<Vec<u8>>);

impl Writer {
    fn new(format: u8) -> Self {
        // Room for a usual category, so that no half-filled copies are left in memory by growing.
        let mut bytes = Vec::with_capacity(512);
        bytes.push(format);
        Self(Zeroizing::new(bytes))
    }
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.0.push((number & 0x7f) as u8);
    }
    fn count(&mut self, count: usize) {
        self.number(count as u64);
    }
    fn int(&mut self, int: i64) {
        self.number(((int << 1) ^ (int >> 63)).cast_unsigned());
    }
    fn optional(&mut self, int: Option<i64>) {
        match int {
            None => self.number(0),
            Some(int) => {
                self.number(1);
                self.int(int);
            }
        }
    }
    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }
    fn items(&mut self, items: &Items, mut origin: Option<Origin>) {
        self.count(items.0.len());
        for item in &items.0 {
            self.int(item.item);
            let changed = if item.changed == 1 { 0 } else { CHANGED };
            let alone = <&[StoredValue; 1]>::try_from(item.values.as_slice()).ok();
            match alone {
                Some([value]) => self.number(changed | marks(value, origin) << VALUE),
                None => self.number(changed | COUNTED),
            }
            if changed > 0 {
                self.int(item.changed);
            }
            if let Some([value]) = alone {
                self.value(value, &mut origin);
                continue;
            }
            self.count(item.values.len());
            for value in &item.values {
                self.number(marks(value, origin));
                self.value(value, &mut origin);
            }
        }
    }
    /// A value after its marks.
    fn value(&mut self, value: &StoredValue, origin: &mut Option<Origin>) {
        if *origin != Some((value.source, value.recorded)) {
            self.int(value.source);
            self.int(value.recorded);
            *origin = Some((value.source, value.recorded));
        }
        if let Some(label) = value.label {
            self.int(label);
        }
        if !value.because.is_empty() {
            self.count(value.because.len());
            for cause in &value.because {
                self.int(cause.input);
                self.int(cause.object);
                self.int(cause.day);
            }
        }
        self.text(&value.normal);
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8], format: u8) -> Result<(Self, Written), Garbled> {
        match bytes.split_first() {
            Some((first, rest)) if *first == format => Ok((Self(rest), Written::Now)),
            Some((&PLAIN, rest)) => Ok((Self(rest), Written::Before)),
            _ => Err(Garbled),
        }
    }
    fn number(&mut self) -> Result<u64, Garbled> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.0.split_first().ok_or(Garbled)?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Garbled)
    }
    /// How many follow; never more than there are bytes left, so that a garbled count can't ask for memory.
    fn count(&mut self) -> Result<usize, Garbled> {
        let count = usize::try_from(self.number()?).map_err(|_too_many| Garbled)?;
        if count > self.0.len() { Err(Garbled) } else { Ok(count) }
    }
    fn int(&mut self) -> Result<i64, Garbled> {
        let number = self.number()?;
        Ok((number >> 1).cast_signed() ^ -((number & 1).cast_signed()))
    }
    fn optional(&mut self) -> Result<Option<i64>, Garbled> {
        match self.number()? {
            0 => Ok(None),
            1 => self.int().map(Some),
            _ => Err(Garbled),
        }
    }
    fn text(&mut self) -> Result<Zeroizing<String>, Garbled> {
        let length = self.count()?;
        let (text, rest) = self.0.split_at_checked(length).ok_or(Garbled)?;
        self.0 = rest;
        std::str::from_utf8(text).map(|text| Zeroizing::new(text.to_owned())).map_err(|_bytes| Garbled)
    }
    fn items(&mut self, mut origin: Option<Origin>, written: Written) -> Result<Items, Garbled> {
        let mut items = Vec::new();
        for _ in 0..self.count()? {
            let item = self.int()?;
            let head = if written == Written::Now { self.number()? } else { COUNTED | CHANGED };
            let changed = if head & CHANGED == 0 { 1 } else { self.int()? };
            let mut values = Vec::new();
            if head & COUNTED == 0 {
                values.push(self.value(head >> VALUE, &mut origin)?);
            } else {
                for _ in 0..self.count()? {
                    let marks = self.number()?;
                    values.push(self.value(marks, &mut origin)?);
                }
            }
            items.push(StoredItem { item, changed, values });
        }
        Ok(Items(items))
    }
    /// A value after its marks.
    fn value(&mut self, marks: u64, origin: &mut Option<Origin>) -> Result<StoredValue, Garbled> {
        if marks & SAME_ORIGIN == 0 {
            *origin = Some((self.int()?, self.int()?));
        }
        let (source, recorded) = origin.ok_or(Garbled)?;
        let label = if marks & LABELLED == 0 { None } else { Some(self.int()?) };
        let mut because = Vec::new();
        if marks & REASONED != 0 {
            for _ in 0..self.count()? {
                because.push(Cause { input: self.int()?, object: self.int()?, day: self.int()? });
            }
        }
        Ok(StoredValue { normal: self.text()?, label, source, recorded, because })
    }
    fn end(&self) -> Result<(), Garbled> {
        if self.0.is_empty() { Ok(()) } else { Err(Garbled) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value() -> impl Strategy<Value = StoredValue> {
        (".{0,40}", proptest::option::of(0..500_i64), 0..5_i64, prop_oneof![Just(7_i64), any::<i64>()])
            .prop_map(|(normal, label, source, recorded)| StoredValue {
                normal: Zeroizing::new(normal),
                label,
                source,
                recorded,
                because: (0..recorded.rem_euclid(3))
                    .map(|at| Cause { input: at, object: recorded, day: -at })
                    .collect(),
            })
    }
    fn items() -> impl Strategy<Value = Items> {
        let item = (any::<i64>(), any::<i64>(), proptest::collection::vec(value(), 0..4))
            .prop_map(|(item, changed, values)| StoredItem { item, changed, values });
        proptest::collection::vec(item, 0..6).prop_map(Items)
    }
    /// Items as they were written before they had a format of their own.
    fn older_items(out: &mut Writer, items: &Items) {
        out.count(items.0.len());
        let mut origin = None;
        for item in &items.0 {
            out.int(item.item);
            out.int(item.changed);
            out.count(item.values.len());
            for value in &item.values {
                out.number(marks(value, origin));
                out.value(value, &mut origin);
            }
        }
    }
    /// As [`older_items`], an object.
    fn older(body: &ObjectBody) -> Zeroizing<Vec<u8>> {
        let mut out = Writer::new(PLAIN);
        out.int(body.kind);
        out.int(body.source);
        out.int(body.recorded);
        out.optional(body.state);
        out.optional(body.parent);
        out.int(body.starts);
        out.optional(body.ends);
        older_items(&mut out, &body.items);
        out.count(body.lines.len());
        body.lines.iter().for_each(|line| older_items(&mut out, line));
        out.0
    }
    fn same(left: &Items, right: &Items) -> bool {
        left.encode() == right.encode()
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(items in items(), lines in proptest::collection::vec(items(), 0..3)) {
            prop_assert!(same(&items, &Items::decode(&items.encode()).expect("reads back")));
            let mut before = Writer::new(PLAIN);
            older_items(&mut before, &items);
            let upgraded = Items::decode(&before.0).expect("what was written before reads back");
            prop_assert!(same(&items, &upgraded));
            let body = ObjectBody {
                kind: 1, source: 2, recorded: 7, state: None, parent: Some(i64::MIN), starts: -1, ends: Some(9),
                items, lines,
            };
            let again = ObjectBody::decode(&body.encode()).expect("reads back");
            prop_assert_eq!(body.encode(), again.encode());
            let upgraded = ObjectBody::decode(&older(&body)).expect("what was written before reads back");
            prop_assert_eq!(body.encode(), upgraded.encode());
            prop_assert_eq!((again.parent, again.starts, again.ends), (Some(i64::MIN), -1, Some(9)));
        }

        #[test]
        fn garbled_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            drop(Items::decode(&bytes));
            drop(ObjectBody::decode(&bytes));
        }
    }

    #[test]
    fn a_usual_person_takes_few_bytes_beyond_the_values() {
        let value = |normal: &str| StoredValue {
            normal: Zeroizing::new(normal.to_owned()),
            label: None,
            source: 3,
            recorded: 1_790_000_000_000,
            because: Vec::new(),
        };
        let texts = ["Virtanen", "Aino Maria", "Esimerkkikatu 5 B 12", "00100", "Helsinki"];
        let items = Items(
            (10..)
                .zip(texts)
                .map(|(item, text)| StoredItem { item, changed: 1, values: vec![value(text)] })
                .collect(),
        );
        let plain: usize = texts.iter().map(|text| text.len()).sum();
        assert!(items.encode().len() - plain <= 25, "{} bytes over", items.encode().len() - plain);
    }
}
