//! `ledger.*`: a flat ledger as records.

use serde::Deserialize;

use super::Operation;
use super::catalogue::Nothing;
use crate::error::Faults;
use crate::ledger::{HEADINGS, Heading, LedgerOptions, LedgerRecords, Row, records};

pub(super) struct Headings;

impl Operation for Headings {
    const NAME: &'static str = "ledger.headings";
    const ZH: &'static str = "培训台账可识别的列名及其在记录中的位置";
    const EN: &'static str = "The headings of a flat ledger that are understood, and where each goes in the record";
    type Request = Nothing;
    type Response = &'static [Heading];

    fn answer(_: Nothing) -> Result<&'static [Heading], Faults> {
        Ok(HEADINGS)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RowsRequest {
    rows: Vec<Row>,
    #[serde(default)]
    options: LedgerOptions,
}

pub(super) struct Records;

impl Operation for Records {
    const NAME: &'static str = "ledger.records";
    const ZH: &'static str = "将培训台账（每人每场一行）归并为培训记录";
    const EN: &'static str = "The records of a flat ledger of one row a person and session";
    type Request = RowsRequest;
    type Response = LedgerRecords;

    fn answer(request: RowsRequest) -> Result<LedgerRecords, Faults> {
        records(&request.rows, &request.options)
    }
}
