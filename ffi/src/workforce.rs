//! Who may work (能否上岗): a workforce, and the answer for one person, one work and one day.

use anxun::columns::{CompanyTables, company_tables};
use anxun::error::Error;
use anxun::org::PersonKeyRef;
use anxun::plan::{May, PresetName, WorkAsked, WorkTerms, Workforce, may_work};
use anxun_arrow::{CSchema, CStream, give_schema, give_table};
use serde_json::json;

use crate::columns::{ArrowArrayStream, ArrowSchema};
use crate::door::{guard, out};
use crate::failure::AnxunError;
use crate::handle::{Handle, free, give, lent, shared_by_threads};
use crate::policy::AnxunPolicy;
use crate::text::{AnxunDate, AnxunStr, AnxunString};

/// People with their spells, certificates and trainings, what posts ask for, and the numbers that decide. It never changes:
/// threads may share it.
pub struct AnxunWorkforce {
    _private: [u8; 0],
}

/// A workforce with its terms.
pub(crate) struct Judged {
    workforce: Workforce,
    terms: WorkTerms,
}

impl Handle for AnxunWorkforce {
    type Value = Judged;
    const TAG: u64 = u64::from_be_bytes(*b"anxnWORK");
}

const _: () = shared_by_threads::<Judged>();

/// The person may work.
pub const MAY_YES: i32 = 1;
/// The person may not work.
pub const MAY_NO: i32 = 2;
/// It cannot be judged: never to be taken for yes.
pub const MAY_UNKNOWN: i32 = 3;

/// A workforce from JSON (the `workforce` of `plan.may_work`), judged by `policy`. `presets` names presets of external law,
/// separated by commas, such as `Order3,ClassHour45`; it may be absent. `reveal` says whether answers show employee numbers
/// whole. What is wrong with one person's facts makes the answers of that person unknown, and is no error. The caller owns
/// `workforce`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_workforce_from_json(
    json: AnxunStr,
    policy: *const AnxunPolicy,
    presets: AnxunStr,
    reveal: bool,
    workforce: *mut *mut AnxunWorkforce,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let workforce = out(workforce)?;
            let terms = WorkTerms::with_presets(lent(policy)?, &named(presets.optional()?.unwrap_or_default())?);
            let read = Workforce::from_json(json.text()?)?;
            workforce.put(give(Judged { workforce: read, terms: terms.with_reveal(reveal) }));
            Ok(())
        })
    }
}

fn named(list: &str) -> Result<Vec<PresetName>, Error> {
    let names = list.split(',').map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| PresetName::named(name).map_err(|error| error.at("/presets"))).collect()
}

/// Frees a workforce. NULL is left alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_workforce_free(workforce: *mut AnxunWorkforce) {
    // SAFETY: the conventions.
    unsafe { free(workforce) }
}

/// Whether an employee may work on a day. `post` and `operation` may be absent: the work of the own post. `may` gets
/// `ANXUN_MAY_YES`, `ANXUN_MAY_NO` or `ANXUN_MAY_UNKNOWN`. `valid_until` gets the last day on which the answer stays the same if
/// nothing happens, the zero date where no end is in sight; it may be NULL. `answer` gets the whole answer as the JSON of
/// `plan.may_work`, or may be NULL; the caller owns it. People without an
/// employee number are asked through `plan.may_work`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_may_work(
    workforce: *const AnxunWorkforce,
    employee_no: AnxunStr,
    post: AnxunStr,
    operation: AnxunStr,
    date: AnxunDate,
    may: *mut i32,
    valid_until: *mut AnxunDate,
    answer: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let may = out(may)?;
            let judged = lent(workforce)?;
            let person = PersonKeyRef::Employee(employee_no.text()?);
            let asked = WorkAsked { post: post.optional()?, operation: operation.optional()? };
            let found = may_work(&judged.workforce, &judged.terms, person, asked, date.date()?)?;
            let json = if answer.is_null() { None } else { Some(anxun::json::canonical(&found)?) };
            may.put(match found.may {
                May::Yes => MAY_YES,
                May::No => MAY_NO,
                May::Unknown => MAY_UNKNOWN,
            });
            if let Ok(valid_until) = out(valid_until) {
                valid_until.put(found.valid_until.map_or(AnxunDate { year: 0, month: 0, day: 0 }, AnxunDate::of));
            }
            if let (Ok(answer), Some(json)) = (out(answer), json) {
                answer.put(AnxunString::give(json));
            }
            Ok(())
        })
    }
}

/// Asks the workforce any operation that takes one (`plan.company`, `plan.hours`, `plan.person_file`, …): `request` is the
/// request of the operation without `workforce` and `terms`, `answer` the same bytes as through `anxun_call`. The caller owns
/// `answer`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_workforce_ask(
    workforce: *const AnxunWorkforce,
    operation: AnxunStr,
    request: AnxunStr,
    answer: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let answer = out(answer)?;
            let judged = lent(workforce)?;
            let (operation, request) = (operation.text()?, request.text()?);
            let text = anxun::operations::ask_workforce(&judged.workforce, &judged.terms, operation, request)?;
            answer.put(AnxunString::give(text));
            Ok(())
        })
    }
}

/// Everybody on a day, and what lapses within `days` days after it, as Arrow tables: the answer of `plan.company` row for row.
/// `obligations` (one row a person and thing owed) and `lapses` each get a stream of one table in batches of at most 16384
/// rows, which the caller owns and releases; each may be NULL, and what stood there is not released. `notes` gets what
/// stands in no row, as JSON: `{"faults":[…],"not_employed":0,"strangers":0}`, or may be NULL. The caller owns `notes`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_workforce_tables(
    workforce: *const AnxunWorkforce,
    date: AnxunDate,
    days: u32,
    obligations: *mut ArrowArrayStream,
    lapses: *mut ArrowArrayStream,
    notes: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions; a place that is not NULL may be written.
    unsafe {
        guard(error, || {
            let judged = lent(workforce)?;
            let made = company_tables(&judged.workforce, &judged.terms, date.date()?, days)?;
            let told = json!({"faults": made.faults, "not_employed": made.not_employed, "strangers": made.strangers});
            let told = anxun::json::canonical(&told)?;
            if !obligations.is_null() {
                give_table(CompanyTables::obligations_schema(), made.obligations, obligations.cast::<CStream>());
            }
            if !lapses.is_null() {
                give_table(CompanyTables::lapses_schema(), made.lapses, lapses.cast::<CStream>());
            }
            if let Ok(notes) = out(notes) {
                notes.put(AnxunString::give(told));
            }
            Ok(())
        })
    }
}

/// The schemas of the tables of `anxun_workforce_tables`, with the meaning of each column in the metadata. Each may be NULL.
/// The caller owns the schemas and releases them. What stood there is not released.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_workforce_tables_schema(
    obligations: *mut ArrowSchema,
    lapses: *mut ArrowSchema,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions; a place that is not NULL may be written.
    unsafe {
        guard(error, || {
            if !obligations.is_null() {
                give_schema(&CompanyTables::obligations_schema(), obligations.cast::<CSchema>())?;
            }
            if !lapses.is_null() {
                give_schema(&CompanyTables::lapses_schema(), lapses.cast::<CSchema>())?;
            }
            Ok(())
        })
    }
}
