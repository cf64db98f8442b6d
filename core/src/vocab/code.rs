//! What every enumeration of the trade has in common: a table of codes.

use serde::Serialize;

/// One row of an enumeration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CodeRow {
    /// The code in JSON, in every language and for ever.
    pub code: &'static str,
    /// The Chinese term.
    pub zh: &'static str,
    /// The English term.
    pub en: &'static str,
}

/// An enumeration as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Codes {
    /// Name of the enumeration.
    pub name: &'static str,
    /// Its rows, in the order of the scheme.
    pub rows: &'static [CodeRow],
}

/// An enumeration of the trade.
pub trait Code: Copy + Eq + Ord + std::fmt::Debug + 'static {
    /// The table.
    const CODES: Codes;

    /// The value of a code, exactly as written.
    fn from_code(code: &str) -> Option<Self>;

    /// The code of a value.
    fn code(self) -> &'static str;
}

/// The code of a row: the name of the variant, or the text given beside it.
pub(crate) const fn code_of(name: &'static str, text: &[&'static str]) -> &'static str {
    match text {
        [text] => text,
        _ => name,
    }
}

/// Declares enumerations: each row is a variant, which is its code too unless a code stands beside it, and its two
/// terms.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident { $($code:ident $(= $text:literal)? $zh:literal $en:literal;)* })*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = concat!($zh, ": ", $en, ".")] $code,)* }

        impl $name {
            /// The table of codes.
            pub const CODES: $crate::vocab::Codes = $crate::vocab::Codes {
                name: stringify!($name),
                rows: &[$($crate::vocab::CodeRow { code: $crate::vocab::code::code_of(stringify!($code), &[$($text)?]), zh: $zh, en: $en },)*],
            };

            /// Every value, in the order of the table.
            pub const ALL: &'static [$name] = &[$($name::$code,)*];

            /// The row of the table.
            #[must_use]
            pub const fn row(self) -> &'static $crate::vocab::CodeRow {
                match self {
                    $($name::$code => &const {
                        $crate::vocab::CodeRow {
                            code: $crate::vocab::code::code_of(stringify!($code), &[$($text)?]), zh: $zh, en: $en,
                        }
                    },)*
                }
            }

            /// The code, in JSON and in every language.
            #[must_use]
            pub const fn code(self) -> &'static str {
                self.row().code
            }

            /// The Chinese term.
            #[must_use]
            pub const fn zh(self) -> &'static str {
                self.row().zh
            }

            /// The English term.
            #[must_use]
            pub const fn en(self) -> &'static str {
                self.row().en
            }

            /// The value of a code, written exactly so.
            #[must_use]
            pub fn from_code(code: &str) -> Option<$name> {
                $(if code == const { $crate::vocab::code::code_of(stringify!($code), &[$($text)?]) } {
                    return Some($name::$code);
                })*
                None
            }
        }

        impl $crate::vocab::Code for $name {
            const CODES: $crate::vocab::Codes = $name::CODES;

            fn from_code(code: &str) -> Option<Self> {
                $name::from_code(code)
            }

            fn code(self) -> &'static str {
                $name::code(self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::vocab::Code::code(*self))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
                out.serialize_str($crate::vocab::Code::code(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(input: D) -> std::result::Result<Self, D::Error> {
                let code = std::borrow::Cow::<'de, str>::deserialize(input)?;
                $crate::vocab::Code::from_code(&code).ok_or_else(|| {
                    serde::de::Error::custom(format_args!("unknown code, expected one of {}", Self::CODES.list()))
                })
            }
        }
    )* };
}
pub(crate) use codes;

impl Codes {
    /// The codes alone, for tables that are made while compiling; another number of them does not compile.
    #[must_use]
    #[allow(clippy::indexing_slicing)]
    pub const fn texts<const N: usize>(&self) -> [&'static str; N] {
        assert!(self.rows.len() == N, "the enumeration has another number of codes");
        let mut texts = [""; N];
        let mut at = 0;
        while at < N {
            texts[at] = self.rows[at].code;
            at += 1;
        }
        texts
    }

    /// The codes in one line, for messages.
    #[must_use]
    pub fn list(&self) -> String {
        self.rows.iter().map(|row| row.code).collect::<Vec<_>>().join(", ")
    }
}
