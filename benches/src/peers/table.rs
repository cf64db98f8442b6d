//! The peers in a table: what each is, how it is started, what it is given.

/// How a peer is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// This program, as a child.
    Rust,
    /// This program built once more with the feature `peers`, as a child: so that the other crates change no feature of what
    /// the library and the unit are built of.
    Crate,
    /// `benches/peers/peer.py`.
    Python,
    /// `benches/peers/ajv.cjs`.
    Node,
}

/// What a peer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// Only reads.
    Reads,
    /// The subset.
    Subset,
    /// All rules of the library.
    AllRules,
}

impl Does {
    /// As the table shows it.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Does::Reads => "reads",
            Does::Subset => "subset",
            Does::AllRules => "all rules",
        }
    }
}

/// One peer.
#[derive(Clone, Copy, Debug)]
pub struct Peer {
    /// Its name on the command line and in the results.
    pub name: &'static str,
    /// How it is started.
    pub program: Program,
    /// What it does.
    pub does: Does,
    /// What it is, for the page.
    pub what: &'static str,
    /// It is so slow that it gets only this part of the register.
    pub part: u64,
}

const fn peer(name: &'static str, program: Program, does: Does, what: &'static str) -> Peer {
    Peer { name, program, does, what, part: 1 }
}

const fn slow(name: &'static str, program: Program, what: &'static str) -> Peer {
    Peer { name, program, does: Does::Subset, what, part: 20 }
}

/// The unit: the first of the table.
pub const UNIT: &str = "serde_json-owned";

/// Every peer; the first is the unit.
pub const PEERS: &[Peer] = &[
    peer(UNIT, Program::Rust, Does::Reads, "`serde_json` into owned structs of the whole record: the unit"),
    peer("serde_json-owned-subset", Program::Rust, Does::Subset, "the unit, then the subset by hand in Rust"),
    peer(
        "serde_json-needed",
        Program::Rust,
        Does::Subset,
        "`serde_json` into borrowed structs of the needed fields only",
    ),
    peer("anxun-read", Program::Rust, Does::Reads, "the library's reader alone"),
    peer("anxun-subset", Program::Rust, Does::Subset, "the library's reader, then the subset by hand in Rust"),
    peer("anxun-json", Program::Rust, Does::AllRules, "the library: reading, all rules, the summary"),
    peer("anxun-json-no-wording", Program::Rust, Does::AllRules, "the same without the rules of wording"),
    peer("json", Program::Python, Does::Subset, "Python, `json`"),
    peer("orjson", Program::Python, Does::Subset, "Python, `orjson`"),
    peer("msgspec", Program::Python, Does::Subset, "Python, `msgspec` structs of the needed fields"),
    peer("pydantic", Program::Python, Does::Subset, "Python, `pydantic` models of the needed fields"),
    peer("jsonschema-rs", Program::Python, Does::Subset, "Python, `orjson` and `jsonschema-rs`, the rest by hand"),
    peer("ajv", Program::Node, Does::Subset, "Node, `JSON.parse` and Ajv, the rest by hand"),
    peer("polars-json", Program::Python, Does::Subset, "Polars on JSON Lines"),
    peer("polars-parquet", Program::Python, Does::Subset, "Polars on Parquet of the needed fields"),
    peer("polars-memory", Program::Python, Does::Subset, "Polars in memory, the needed fields"),
    peer("duckdb-json", Program::Python, Does::Subset, "DuckDB on JSON Lines"),
    peer("duckdb-memory", Program::Python, Does::Subset, "DuckDB in memory, the needed fields"),
    slow("zen", Program::Python, "ZEN engine from Python"),
    slow("regorus", Program::Crate, "Rego by `regorus`"),
    slow("cel", Program::Crate, "CEL by `cel`, which `cel-interpreter` became"),
];

/// A peer by name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Peer> {
    PEERS.iter().find(|peer| peer.name == name)
}
