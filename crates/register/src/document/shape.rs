//! What a file may hold, taken from the JSON Schema that its Rust types derive.

use serde_json::Value;

/// What may stand at one place of a file.
pub(crate) enum Shape {
    /// A table with declared keys.
    Table(Table),
    /// A list.
    List(Box<Shape>),
    /// One of some words.
    OneOf(Vec<Word>),
    /// A name ([`crate::id::Id`]).
    Id,
    /// A day.
    Date,
    /// Any text.
    Text,
    /// Any text, the same in all languages, or a text in three languages, which has this shape.
    Words(Box<Shape>),
    /// A whole number, not below this.
    Integer(i64),
    /// Yes or no.
    Flag,
}

/// A table: the name of its type, what it is, and its keys.
pub(crate) struct Table {
    /// Name of the Rust type.
    pub(crate) name: String,
    /// What it is.
    pub(crate) about: String,
    /// Its keys: the needed ones first, in the order of the type.
    pub(crate) fields: Vec<Field>,
}

/// One key of a table.
pub(crate) struct Field {
    /// The key.
    pub(crate) key: String,
    /// What it says.
    pub(crate) about: String,
    /// Whether it may be left out.
    pub(crate) need: Need,
    /// What may stand there.
    pub(crate) shape: Shape,
    /// What holds when it is left out.
    pub(crate) default: Option<Value>,
}

/// Whether a key may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Required,
    Optional,
}

/// One of the words that may stand somewhere.
pub(crate) struct Word {
    /// The word.
    pub(crate) word: String,
    /// What it means.
    pub(crate) about: String,
}

impl Shape {
    /// The shape of a type.
    pub(crate) fn of<T: schemars::JsonSchema>() -> Self {
        let root = schemars::schema_for!(T).to_value();
        shape(&root, &root, "")
    }

    /// Whether it is a text in all three languages.
    pub(crate) fn is_three_languages(&self) -> bool {
        matches!(self, Self::Table(table) if table.name == "Text")
    }
}

impl Shape {
    /// The headings under which a table of that name stands anywhere in the file, such as `[[role.grant]]`.
    pub(crate) fn headings(&self, key: &str) -> Vec<String> {
        let mut found = Vec::new();
        self.headings_below("", key, &mut found);
        found
    }

    fn headings_below(&self, path: &str, key: &str, found: &mut Vec<String>) {
        let Self::Table(table) = self else { return };
        for field in &table.fields {
            let (inner, brackets) = match &field.shape {
                Self::List(inner) => (&**inner, ("[[", "]]")),
                other => (other, ("[", "]")),
            };
            if !matches!(inner, Self::Table(_)) || inner.is_three_languages() {
                continue;
            }
            let here = if path.is_empty() { field.key.clone() } else { format!("{path}.{}", field.key) };
            if field.key == key {
                found.push(format!("{}{here}{}", brackets.0, brackets.1));
            }
            inner.headings_below(&here, key, found);
        }
    }
}

fn shape(root: &Value, node: &Value, name: &str) -> Shape {
    if let Some(target) = node.get("$ref").and_then(Value::as_str) {
        let name = target.rsplit('/').next().unwrap_or_default();
        let target = root.get("$defs").and_then(|defs| defs.get(name)).unwrap_or(&Value::Null);
        return shape(root, target, name);
    }
    if let Some(inner) = node.get("anyOf").and_then(Value::as_array).and_then(|any| any.first()) {
        let inner = shape(root, inner, name);
        return if name == "Words" { Shape::Words(Box::new(inner)) } else { inner };
    }
    if let Some(words) = words(node) {
        return Shape::OneOf(words);
    }
    let format = node.get("format").and_then(Value::as_str);
    match (type_of(node), format) {
        ("object", _) => Shape::Table(table(root, node, name)),
        ("array", _) => Shape::List(Box::new(shape(root, node.get("items").unwrap_or(&Value::Null), ""))),
        ("integer", _) => Shape::Integer(node.get("minimum").and_then(Value::as_i64).unwrap_or(i64::MIN)),
        ("boolean", _) => Shape::Flag,
        (_, Some("id")) => Shape::Id,
        (_, Some("date")) => Shape::Date,
        _ => Shape::Text,
    }
}

fn type_of(node: &Value) -> &str {
    match node.get("type") {
        Some(Value::String(name)) => name,
        Some(Value::Array(names)) => names.first().and_then(Value::as_str).unwrap_or_default(),
        _ => "",
    }
}

fn about(node: &Value) -> String {
    node.get("description").and_then(Value::as_str).unwrap_or_default().replace('\n', " ")
}

fn words(node: &Value) -> Option<Vec<Word>> {
    let plain =
        |value: &Value| value.as_str().map(|word| Word { word: word.to_owned(), about: String::new() });
    if let Some(all) = node.get("enum").and_then(Value::as_array) {
        return Some(all.iter().filter_map(plain).collect());
    }
    let mut found = Vec::new();
    for one in node.get("oneOf").and_then(Value::as_array)? {
        if let Some(word) = one.get("const").and_then(Value::as_str) {
            found.push(Word { word: word.to_owned(), about: about(one) });
        }
        found.extend(words(one).unwrap_or_default());
    }
    Some(found)
}

fn table(root: &Value, node: &Value, name: &str) -> Table {
    let required: Vec<&str> = node
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let properties = node.get("properties").and_then(Value::as_object);
    let mut fields: Vec<Field> = properties
        .into_iter()
        .flatten()
        .map(|(key, value)| Field {
            key: key.clone(),
            about: about(value),
            need: if required.contains(&key.as_str()) { Need::Required } else { Need::Optional },
            shape: shape(root, value, ""),
            default: value.get("default").cloned(),
        })
        .collect();
    let rank = |field: &Field| required.iter().position(|key| *key == field.key).unwrap_or(usize::MAX);
    fields.sort_by_key(rank);
    let title = node.get("title").and_then(Value::as_str).unwrap_or_default();
    Table {
        name: if name.is_empty() { title.to_owned() } else { name.to_owned() },
        about: about(node),
        fields,
    }
}
