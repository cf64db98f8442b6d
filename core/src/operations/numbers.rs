//! `numbering.*`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Operation;
use crate::error::{Error, Faults, Result};
use crate::numbering::{
    DepartmentCodes, Normalisation, NumberAudit, NumberEntry, NumberingScheme, RecordNumber, SequenceBook, SessionKey,
    TypeCodes, audit, bind_order, number_order, shelf_order,
};

/// Code tables.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SchemeRequest {
    departments: BTreeMap<String, String>,
    types: BTreeMap<String, Vec<String>>,
}

impl SchemeRequest {
    fn scheme(&self) -> Result<NumberingScheme> {
        let departments = DepartmentCodes::from_rows(self.departments.clone())?;
        let types = TypeCodes::from_rows(self.types.clone())?;
        NumberingScheme::new(departments, types)
    }
}

fn scheme(request: Option<&SchemeRequest>) -> Result<Option<NumberingScheme>> {
    request.map(|request| request.scheme().map_err(|error| error.under("/scheme"))).transpose()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AuditRequest {
    entries: Vec<NumberEntry>,
    #[serde(default)]
    scheme: Option<SchemeRequest>,
}

pub(super) struct Audit;

impl Operation for Audit {
    const NAME: &'static str = "numbering.audit";
    const ZH: &'static str = "审核编号台账：每个号码唯一归宿，缺号、重号等问题";
    const EN: &'static str = "Audits a ledger of numbers: one fate for each number, gaps, duplicates and other issues";
    type Request = AuditRequest;
    type Response = NumberAudit;

    fn answer(request: AuditRequest) -> std::result::Result<NumberAudit, Faults> {
        Ok(audit(&request.entries, scheme(request.scheme.as_ref())?.as_ref()))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NextRequest {
    /// The counters so far; absent = none.
    #[serde(default)]
    book: SequenceBook,
    year: u16,
    department: String,
    training_type: String,
}

#[derive(Serialize)]
pub(super) struct NextAnswer {
    number: RecordNumber,
    book: SequenceBook,
}

pub(super) struct Next;

impl Operation for Next {
    const NAME: &'static str = "numbering.next";
    const ZH: &'static str = "取下一个编号，并返回更新后的计数";
    const EN: &'static str = "The next number of a scope, with the counters after it";
    type Request = NextRequest;
    type Response = NextAnswer;

    fn answer(request: NextRequest) -> std::result::Result<NextAnswer, Faults> {
        let mut book = request.book;
        let number = book.next(request.year, &request.department, &request.training_type)?;
        Ok(NextAnswer { number, book })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrderRequest {
    #[serde(default)]
    numbers: Vec<RecordNumber>,
    #[serde(default)]
    sessions: Vec<SessionKey>,
}

/// Positions of the entries of the request in each order.
#[derive(Serialize)]
pub(super) struct OrderAnswer {
    number_order: Vec<usize>,
    shelf_order: Vec<usize>,
    bind_order: Vec<usize>,
}

pub(super) struct Order;

impl Operation for Order {
    const NAME: &'static str = "numbering.order";
    const ZH: &'static str = "编号顺序、上架顺序（年度-类型-部门）、装订顺序（名称-日期-场次）";
    const EN: &'static str =
        "Number order, shelf order (year, type, department) and binding order (name, date, session)";
    type Request = OrderRequest;
    type Response = OrderAnswer;

    fn answer(request: OrderRequest) -> std::result::Result<OrderAnswer, Faults> {
        Ok(OrderAnswer {
            number_order: number_order(&request.numbers),
            shelf_order: shelf_order(&request.numbers),
            bind_order: bind_order(&request.sessions),
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ParseRequest {
    number: String,
    #[serde(default)]
    scheme: Option<SchemeRequest>,
}

#[derive(Serialize)]
pub(super) struct ParseAnswer {
    number: String,
    year: u16,
    department: String,
    training_type: String,
    sequence: u32,
}

impl ParseAnswer {
    fn of(number: &RecordNumber) -> Self {
        ParseAnswer {
            number: number.to_string(),
            year: number.year,
            department: number.department.clone(),
            training_type: number.training_type.clone(),
            sequence: number.sequence,
        }
    }
}

fn at_number(error: Error) -> Error {
    if error.path.is_empty() { error.at("/number") } else { error }
}

pub(super) struct Parse;

impl Operation for Parse {
    const NAME: &'static str = "numbering.parse";
    const ZH: &'static str = "严格解析记录编号（给出代码表时同时核对代码）";
    const EN: &'static str = "Parses a record number strictly; with code tables its codes are checked too";
    type Request = ParseRequest;
    type Response = ParseAnswer;

    fn answer(request: ParseRequest) -> std::result::Result<ParseAnswer, Faults> {
        let number = match scheme(request.scheme.as_ref())? {
            Some(scheme) => scheme.parse(&request.number).map_err(at_number)?,
            None => RecordNumber::parse(&request.number).map_err(at_number)?,
        };
        Ok(ParseAnswer::of(&number))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LenientRequest {
    number: String,
}

#[derive(Serialize)]
pub(super) struct LenientAnswer {
    #[serde(flatten)]
    parsed: ParseAnswer,
    notes: Vec<Normalisation>,
}

pub(super) struct ParseLenient;

impl Operation for ParseLenient {
    const NAME: &'static str = "numbering.parse_lenient";
    const ZH: &'static str = "宽松解析记录编号，并说明规范化了什么";
    const EN: &'static str = "Parses a record number leniently and says what was normalised";
    type Request = LenientRequest;
    type Response = LenientAnswer;

    fn answer(request: LenientRequest) -> std::result::Result<LenientAnswer, Faults> {
        let (number, notes) = RecordNumber::parse_lenient(&request.number).map_err(at_number)?;
        Ok(LenientAnswer { parsed: ParseAnswer::of(&number), notes })
    }
}
