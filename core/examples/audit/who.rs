//! Who may work on a day (`--who-may-work`): the people of the company, by the trainings of the register and of what lies beside
//! it.
//!
//! `workforce.json` says what posts ask for, the industry, absences and changes, the trainings from before the register, and
//! which presets of external law are switched on. Without it nothing is known of any post, and the answers are unknown.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;

use anxun::check;
use anxun::error::{Error, ErrorCode};
use anxun::json::{canonical, typed};
use anxun::plan::{
    Cell, Company, CompanyPerson, Job, May, Obligation, ObligationState, PresetName, Training, WorkTerms, Workforce,
    WorkforceData, company,
};
use anxun::record::Document;
use anxun::rule::Severity;
use anxun::value::date_text;
use chrono::NaiveDate;
use serde::Deserialize;

use super::folder::{FileError, Folder};
use super::lang::Lang;
use super::lines::{Block, Lines};
use super::screen::{Align, Page, Screen, Table, Tone, cell, plain};

/// The name of the file.
pub(super) const WORKFORCE: &str = "workforce.json";
/// Days that the report looks ahead.
const DAYS: u32 = 90;
/// Rows of a list.
const MOST: usize = 20;

/// What workforce.json holds: the facts without the organisation, which company.json has.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Beside {
    #[serde(default)]
    presets: Vec<PresetName>,
    #[serde(default)]
    industries: std::collections::BTreeMap<String, anxun::plan::IndustryKind>,
    #[serde(default)]
    posts: Vec<Job>,
    #[serde(default)]
    operations: Vec<Job>,
    #[serde(default)]
    events: Vec<anxun::plan::Event>,
    #[serde(default)]
    changes: Vec<anxun::plan::Change>,
    #[serde(default)]
    emergency_plans: Vec<anxun::plan::EmergencyPlan>,
    #[serde(default)]
    trainings: Vec<Training>,
}

/// The answer as text: the report, or the canonical JSON of `plan.company`.
pub(super) fn answer(
    folder: &Folder,
    date: NaiveDate,
    as_json: bool,
    lang: Lang,
    screen: &Screen,
) -> Result<String, FileError> {
    let beside: Beside = folder.read_beside(WORKFORCE, typed)?.unwrap_or_default();
    let Some(organisation) = folder.context.organisation() else {
        let error = Error::new(ErrorCode::Missing, "no organisation", "company.json with the organisation");
        return Err(FileError::of(&folder.beside("company.json"), error));
    };
    let data = WorkforceData {
        organisation: organisation.data().clone(),
        industries: beside.industries,
        posts: beside.posts,
        operations: beside.operations,
        events: beside.events,
        changes: beside.changes,
        emergency_plans: beside.emergency_plans,
        trainings: beside.trainings,
        ..WorkforceData::default()
    };
    let of_file = |error: Error| FileError::of(&folder.beside(WORKFORCE), error);
    let workforce = Workforce::new(data).map_err(|faults| of_file(faults.into()))?;
    let workforce = workforce.with_trainings(trainings(folder)?);
    let terms = WorkTerms::with_presets(folder.context.policy(), &beside.presets);
    let answer = company(&workforce, &terms, date, DAYS).map_err(of_file)?;
    if as_json {
        return Ok(canonical(&answer).map_err(of_file)? + "\n");
    }
    Ok(report(&answer, lang, screen))
}

/// The trainings of the register; lines that cannot be judged have none, and the audit itself names them.
fn trainings(folder: &Folder) -> Result<Vec<Training>, FileError> {
    let unreadable = |error: &std::io::Error| FileError::io(&folder.register, error, "a readable register");
    let file = File::open(&folder.register).map_err(|error| unreadable(&error))?;
    let limits = folder.context.limits();
    let mut lines = Lines::new(BufReader::with_capacity(256 << 10, file), limits.document);
    let (mut block, mut document, mut found) = (Block::default(), Document::new(limits), Vec::new());
    while lines.fill(&mut block).map_err(|error| unreadable(&error))? {
        for bytes in block.lines().iter().filter_map(|line| block.bytes(line)) {
            let Ok(mut facts) = document.read(bytes) else { continue };
            if let Ok(review) = check::review_facts(&mut facts, &folder.context) {
                found.extend(check::trainings(&facts.record, &review, &folder.context));
            }
        }
    }
    Ok(found)
}

fn report(answer: &Company, lang: Lang, screen: &Screen) -> String {
    let mut page = Page::new(screen);
    let date = date_text(answer.date);
    page.title(&lang.of(format!("{date} 谁可以上岗作业"), format!("Who may work on {date}")));
    let count = |may: May| answer.people.iter().filter(|one| one.may == may).count();
    let mut table = Table::new([("", Align::Left), ("", Align::Right)]);
    for (may, tone) in [(May::Yes, Tone::Good), (May::No, Tone::Bad), (May::Unknown, Tone::Warn)] {
        table.row(vec![cell(lang.of(may.zh(), may.en()), tone), plain(count(may).to_string())]);
    }
    let not_employed = lang.of("当日不在职", "not employed on the day");
    table.row(vec![cell(not_employed, Tone::Dim), plain(answer.not_employed.to_string())]);
    page.table(1, &table);
    open(answer, lang, &mut page);
    list(answer, May::No, lang.of("不可以上岗", "May not work"), lang, &mut page);
    list(answer, May::Unknown, lang.of("无法判定", "Cannot be judged"), lang, &mut page);
    lapses(answer, lang, &mut page);
    page.into_text()
}

/// What is open in the company, by obligation and state: what only has to be explained too.
fn open(answer: &Company, lang: Lang, page: &mut Page<'_>) {
    let mut counts: BTreeMap<(Obligation, ObligationState), (&Cell, usize)> = BTreeMap::new();
    for cell in answer.people.iter().flat_map(|one| &one.obligations).filter(|cell| is_open(cell)) {
        counts.entry((cell.obligation, cell.state)).or_insert((cell, 0)).1 += 1;
    }
    if counts.is_empty() {
        return;
    }
    page.title(lang.of("未履行的义务", "What is open"));
    let mut table = Table::new([
        (lang.of("代码", "Code"), Align::Left),
        (lang.of("义务", "Obligation"), Align::Left),
        (lang.of("状态", "State"), Align::Left),
        (lang.of("人项", "Open"), Align::Right),
    ]);
    for ((owed, state), (first, count)) in counts {
        let tone = if first.severity == Severity::E { Tone::Bad } else { Tone::Warn };
        table.row(vec![
            plain(first.code.unwrap_or_default()),
            plain(lang.of(owed.zh(), owed.en())),
            cell(lang.of(state.zh(), state.en()), tone),
            plain(count.to_string()),
        ]);
    }
    page.table(1, &table);
}

/// Whether something stands in the way, cannot be judged, or has to be explained.
fn is_open(cell: &Cell) -> bool {
    !matches!(cell.state, ObligationState::Met | ObligationState::MetLate | ObligationState::DueSoon)
}

/// The people of one answer, with what stands in the way.
fn list(answer: &Company, may: May, title: &str, lang: Lang, page: &mut Page<'_>) {
    let people: Vec<&CompanyPerson> = answer.people.iter().filter(|one| one.may == may).collect();
    if people.is_empty() {
        return;
    }
    page.title(title);
    let mut table = Table::new([
        (lang.of("人员", "Person"), Align::Left),
        (lang.of("单位", "Unit"), Align::Left),
        (lang.of("岗位", "Post"), Align::Left),
        (lang.of("至", "Until"), Align::Left),
        (lang.of("原因", "Why"), Align::Left),
    ]);
    for one in people.iter().take(MOST) {
        table.row(vec![
            plain(&one.person),
            plain(one.unit.as_deref().unwrap_or_default()),
            plain(one.post.as_deref().unwrap_or_default()),
            plain(one.valid_until.map(date_text).unwrap_or_default()),
            plain(why(one, lang)),
        ]);
    }
    page.table(1, &table);
    more(people.len(), lang, page);
}

fn why(one: &CompanyPerson, lang: Lang) -> String {
    let open = one.obligations.iter().filter(|cell| cell.severity == Severity::E && is_open(cell));
    let reasons = open.map(|cell| {
        let (owed, state) =
            (lang.of(cell.obligation.zh(), cell.obligation.en()), lang.of(cell.state.zh(), cell.state.en()));
        let code = cell.code.map_or_else(String::new, |code| format!("{code} "));
        let what = cell.what.as_ref().map_or_else(String::new, |what| format!(" {what}"));
        let reason = cell
            .not_assessed
            .as_ref()
            .map_or_else(String::new, |reason| lang.of(format!("（{}）", reason.zh()), format!(" ({})", reason.en())));
        format!("{code}{owed}{what}{}{state}{reason}", lang.of("：", ": "))
    });
    let faults = one.faults.iter().map(|fault| lang.problem(fault));
    reasons.chain(faults).collect::<Vec<_>>().join(lang.of("；", "; "))
}

fn lapses(answer: &Company, lang: Lang, page: &mut Page<'_>) {
    page.title(&lang.of(format!("今后 {DAYS} 天到期"), format!("What lapses in the next {DAYS} days")));
    if answer.lapses.is_empty() {
        return page.line(1, &[cell(lang.of("没有", "nothing"), Tone::Dim)]);
    }
    let mut table = Table::new([
        (lang.of("自", "From"), Align::Left),
        (lang.of("人员", "Person"), Align::Left),
        (lang.of("义务", "Obligation"), Align::Left),
    ]);
    for one in answer.lapses.iter().take(MOST) {
        let (owed, state) =
            (lang.of(one.obligation.zh(), one.obligation.en()), lang.of(one.state.zh(), one.state.en()));
        let what = one.what.as_ref().map_or_else(String::new, |what| format!(" {what}"));
        let text = format!("{owed}{what}{}{state}", lang.of("：", ": "));
        table.row(vec![plain(date_text(one.on)), plain(&one.person), plain(text)]);
    }
    page.table(1, &table);
    more(answer.lapses.len(), lang, page);
}

fn more(all: usize, lang: Lang, page: &mut Page<'_>) {
    let rest = all.saturating_sub(MOST);
    if rest > 0 {
        page.line(1, &[cell(lang.of(format!("另有 {rest} 项未列出"), format!("and {rest} more")), Tone::Dim)]);
    }
}
