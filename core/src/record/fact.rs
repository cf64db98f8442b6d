//! What every declared fact can do: be held, lent, read, written and inspected.

use serde::{Serialize, Serializer};

use super::field::{Confidentiality, Field, Type};
use crate::error::{Error, Fault};
use crate::json::{Canonical, Limits, Reader, Stop};
use crate::value::Stamp;

/// A kind of value.
pub trait Value: Sized {
    /// The value as the rules read it.
    type View<'a>;
    /// Its type in the field table.
    const TYPE: Type;

    /// Lends it.
    fn view(&self, at: u32) -> Self::View<'_>;

    /// A copy of what was lent.
    fn own(view: &Self::View<'_>) -> Self;

    /// Reads it; `None` after a fault.
    ///
    /// # Errors
    /// A [`Stop`] where the document is no JSON.
    fn read<'a>(
        r: &mut Reader<'a>,
        field: &'static Field,
        at: u32,
    ) -> std::result::Result<Option<Self::View<'a>>, Stop>;

    /// Reads it into the place where it belongs; leaves `None` there after a fault.
    ///
    /// # Errors
    /// A [`Stop`] where the document is no JSON.
    #[inline]
    fn read_into<'a>(
        r: &mut Reader<'a>,
        field: &'static Field,
        place: &mut Option<Self::View<'a>>,
    ) -> std::result::Result<(), Stop> {
        *place = Self::read(r, field, 0)?;
        Ok(())
    }

    /// Reads it as an item of a list; pushes nothing after a fault.
    ///
    /// # Errors
    /// A [`Stop`] where the document is no JSON.
    #[inline]
    fn read_item<'a>(
        r: &mut Reader<'a>,
        field: &'static Field,
        at: u32,
        list: &mut Vec<Self::View<'a>>,
    ) -> std::result::Result<(), Stop> {
        list.extend(Self::read(r, field, at)?);
        Ok(())
    }

    /// Its position in the list of the document; `at` is where it stands now, which is the same until an item was taken out.
    fn index(_: &Self::View<'_>, at: u32) -> u32 {
        at
    }

    /// Writes it.
    ///
    /// # Errors
    /// Those of the serializer.
    fn write<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error>;

    /// Writes what was lent in the canonical form.
    fn canonical(view: &Self::View<'_>, out: &mut Canonical);

    /// Notes what is wrong with it; `false` takes it out.
    fn inspect(view: &mut Self::View<'_>, field: &'static Field, path: Path<'_>, to: &mut Inspection<'_>) -> bool;
}

/// What a field holds: a value that may be absent, or a list.
pub trait Fact: Sized {
    /// The fact as the rules read it.
    type View<'a>: Default;
    /// Its type in the field table.
    const TYPE: Type;

    /// Lends it.
    fn view(&self) -> Self::View<'_>;

    /// A copy of what was lent.
    fn own(view: &Self::View<'_>) -> Self;

    /// Reads it into its place, which is empty.
    ///
    /// # Errors
    /// A [`Stop`] where the document is no JSON.
    fn read<'a>(r: &mut Reader<'a>, field: &'static Field, place: &mut Self::View<'a>)
    -> std::result::Result<(), Stop>;

    /// Whether it is absent, and so not written.
    fn is_absent(&self) -> bool;

    /// Writes what was lent in the canonical form, under its key; nothing where it is absent.
    fn canonical(view: &Self::View<'_>, key: &'static str, out: &mut Canonical);

    /// Writes it.
    ///
    /// # Errors
    /// Those of the serializer.
    fn write<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error>;

    /// Notes what is wrong with it and takes that out.
    fn inspect(view: &mut Self::View<'_>, field: &'static Field, path: Path<'_>, to: &mut Inspection<'_>);
}

/// A place in the record, built on the way down and written only when it is needed.
#[derive(Clone, Copy, Debug)]
pub struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    step: Step,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Root,
    Key(&'static str),
    Item(u32),
}

impl<'p> Path<'p> {
    /// The record itself.
    pub const ROOT: Path<'static> = Path { parent: None, step: Step::Root };

    /// A field below.
    #[must_use]
    pub fn key(&'p self, name: &'static str) -> Path<'p> {
        Path { parent: Some(self), step: Step::Key(name) }
    }

    /// An item below.
    #[must_use]
    pub fn item(&'p self, at: u32) -> Path<'p> {
        Path { parent: Some(self), step: Step::Item(at) }
    }

    /// The JSON pointer.
    #[must_use]
    pub fn pointer(&self) -> String {
        let head = self.parent.map(Path::pointer).unwrap_or_default();
        match self.step {
            Step::Root => head,
            Step::Key(name) => head + "/" + name,
            Step::Item(at) => format!("{head}/{at}"),
        }
    }
}

/// The form of employee numbers (工号格式) in one version of the policy.
#[derive(Clone, Copy, Debug)]
pub enum Numbers<'n> {
    /// The usual one: 1 to 32 letters, digits and dashes.
    Usual,
    /// A pattern of the host.
    Pattern(&'n regex::Regex),
}

impl Numbers<'_> {
    /// Whether a number has the form.
    #[must_use]
    pub fn fits(self, number: &str) -> bool {
        match self {
            Numbers::Usual => super::values::is_usual_number(number),
            Numbers::Pattern(pattern) => pattern.is_match(number),
        }
    }
}

/// What is looked at once the facts are there: stamps after `as_of`, and for records that did not come from JSON all
/// that the reader would have refused.
pub struct Inspection<'n> {
    /// No fact that is done lies after it.
    pub as_of: Stamp,
    /// Whether texts and decimals are looked at too.
    pub everything: bool,
    /// Limits of size.
    pub limits: Limits,
    /// What was found.
    pub faults: Vec<Fault>,
    /// Faults that no list item has absorbed.
    loose: usize,
    /// The form of employee numbers.
    pub(super) numbers: Numbers<'n>,
}

impl<'n> Inspection<'n> {
    /// An inspection with nothing found yet.
    #[must_use]
    pub fn new(as_of: Stamp, everything: bool, limits: Limits, numbers: Numbers<'n>) -> Self {
        Inspection { as_of, everything, limits, faults: vec![], loose: 0, numbers }
    }

    /// Notes a fault.
    pub fn fault(&mut self, error: Error, path: Path<'_>) {
        self.loose += 1;
        self.faults.push(error.at(path.pointer()));
    }
}

/// What an error may show of a value: nothing of a person.
#[must_use]
pub(super) fn shown(field: &Field, found: String) -> String {
    match field.confidentiality {
        Confidentiality::Internal => found,
        Confidentiality::Personal | Confidentiality::Sensitive => {
            format!("a value of {} characters (not shown)", found.chars().count())
        }
    }
}

impl<T: Value> Fact for Option<T> {
    type View<'a> = Option<T::View<'a>>;
    const TYPE: Type = T::TYPE;

    fn view(&self) -> Self::View<'_> {
        self.as_ref().map(|value| value.view(0))
    }

    fn own(view: &Self::View<'_>) -> Self {
        view.as_ref().map(T::own)
    }

    #[inline]
    fn read<'a>(
        r: &mut Reader<'a>,
        field: &'static Field,
        place: &mut Self::View<'a>,
    ) -> std::result::Result<(), Stop> {
        if r.null()? { Ok(()) } else { T::read_into(r, field, place) }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn write<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.write(out),
            None => out.serialize_none(),
        }
    }

    fn canonical(view: &Self::View<'_>, key: &'static str, out: &mut Canonical) {
        if let Some(value) = view {
            out.key(key);
            T::canonical(value, out);
        }
    }

    #[inline]
    fn inspect(view: &mut Self::View<'_>, field: &'static Field, path: Path<'_>, to: &mut Inspection<'_>) {
        if let Some(value) = view {
            if !T::inspect(value, field, path, to) {
                *view = None;
            }
        }
    }
}

impl<T: Value> Fact for Vec<T> {
    type View<'a> = Vec<T::View<'a>>;
    const TYPE: Type = Type::List(&T::TYPE);

    fn view(&self) -> Self::View<'_> {
        (0..).zip(self).map(|(at, value)| value.view(at)).collect()
    }

    fn own(view: &Self::View<'_>) -> Self {
        view.iter().map(T::own).collect()
    }

    fn read<'a>(
        r: &mut Reader<'a>,
        field: &'static Field,
        place: &mut Self::View<'a>,
    ) -> std::result::Result<(), Stop> {
        r.list(field.slot, place, |r, at, list| if r.null()? { Ok(()) } else { T::read_item(r, field, at, list) })
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn write<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        out.collect_seq(self.iter().map(Written))
    }

    fn canonical(view: &Self::View<'_>, key: &'static str, out: &mut Canonical) {
        if !view.is_empty() {
            out.key(key);
            out.list(view, T::canonical);
        }
    }

    fn inspect(view: &mut Self::View<'_>, field: &'static Field, path: Path<'_>, to: &mut Inspection<'_>) {
        let mut at = 0;
        view.retain_mut(|value| {
            let loose = to.loose;
            let kept = T::inspect(value, field, path.item(T::index(value, at)), to) && to.loose == loose;
            // The item is out: what surrounds the list stays.
            to.loose = loose;
            at += 1;
            kept
        });
    }
}

/// A value as serde writes it.
struct Written<'v, T>(&'v T);

impl<T: Value> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        self.0.write(out)
    }
}

/// A fact as serde writes it.
pub(super) struct WrittenFact<'v, T>(pub(super) &'v T);

impl<T: Fact> Serialize for WrittenFact<'_, T> {
    fn serialize<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        self.0.write(out)
    }
}
