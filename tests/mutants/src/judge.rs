//! Each mutant against the tests: the conformance cases in one process, then the unit tests that reach it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// What became of a mutant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// By what: a case, a unit test, a time-out.
    Killed(String),
    /// How many cases and unit tests reached it.
    Survived { cases: usize, tests: usize },
}

/// A process that worked longer on one mutant never ends: the longest case takes less than a second. Counted is its own
/// time, since others may hold the machine.
const PATIENCE: Duration = Duration::from_secs(10);

/// Two work at once.
const WORKERS: usize = 2;

/// A program behind all others, with 6 GB at most: a mutant that never ends may fill the memory before it is stopped.
pub fn within_bounds(program: &Path) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -v 6000000; exec nice -n 5 \"$0\" \"$@\""]).arg(program);
    command
}

/// How long a process has worked since a moment: by the counts of Linux, elsewhere by the clock on the wall.
pub struct Clock {
    stat: PathBuf,
    from: Option<Duration>,
    start: Instant,
}

impl Clock {
    pub fn of(process: u32) -> Clock {
        let stat = PathBuf::from(format!("/proc/{process}/stat"));
        Clock { from: spent(&stat), stat, start: Instant::now() }
    }

    pub fn worked(&self) -> Duration {
        let counted = spent(&self.stat).zip(self.from).map(|(now, from)| now.saturating_sub(from));
        counted.unwrap_or_else(|| self.start.elapsed())
    }
}

/// User and system time of a process, in the hundredths of a second in which Linux tells them.
fn spent(stat: &Path) -> Option<Duration> {
    let text = std::fs::read_to_string(stat).ok()?;
    let mut fields = text.rsplit_once(')')?.1.split_whitespace().skip(11).map_while(|one| one.parse::<u64>().ok());
    Some(Duration::from_millis((fields.next()? + fields.next()?) * 10))
}

/// The process that asks the conformance cases.
struct Asker {
    child: Child,
    input: ChildStdin,
    answers: Receiver<String>,
}

impl Asker {
    fn start(program: &Path) -> Asker {
        let mut child =
            within_bounds(program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the asker starts");
        let input = child.stdin.take().expect("an input");
        let output = BufReader::new(child.stdout.take().expect("an output"));
        let (sender, answers) = channel();
        std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let ready = answers.recv().expect("the cases are right without a mutant");
        assert!(ready.starts_with("ready"), "{ready}");
        Asker { child, input, answers }
    }

    /// The answer about a mutant; the process is done for where there is none.
    fn ask(&mut self, number: u32) -> Result<String, &'static str> {
        writeln!(self.input, "{number}").map_err(|_| "no process")?;
        let clock = Clock::of(self.child.id());
        loop {
            match self.answers.recv_timeout(Duration::from_millis(200)) {
                Ok(answer) => return Ok(answer),
                Err(RecvTimeoutError::Timeout) if clock.worked() < PATIENCE => {}
                Err(RecvTimeoutError::Timeout) => return Err("time-out in a case"),
                Err(RecvTimeoutError::Disconnected) => return Err("the process died in a case"),
            }
        }
    }
}

impl Drop for Asker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The unit tests of the core and what each reaches.
pub struct UnitTests {
    program: PathBuf,
    folder: PathBuf,
    /// For each mutant its tests, the quickest first.
    of_mutant: BTreeMap<u32, Vec<String>>,
}

impl UnitTests {
    /// Runs each test of the program alone, without a mutant.
    pub fn measure(program: &Path, folder: &Path, work: &Path) -> UnitTests {
        let listed = Command::new(program).args(["--list", "--format", "terse"]).current_dir(folder).output();
        let listed = String::from_utf8(listed.expect("the tests are listed").stdout).expect("names in UTF-8");
        let names: Vec<&str> = listed.lines().filter_map(|line| line.strip_suffix(": test")).collect();
        let next = AtomicUsize::new(0);
        let one = |worker: usize| {
            let told = work.join(format!("reached-{worker}"));
            let mut found = Vec::new();
            while let Some(name) = names.get(next.fetch_add(1, Ordering::Relaxed)) {
                let _ = std::fs::remove_file(&told);
                let start = Instant::now();
                let mut test = Command::new(program);
                test.args(["--exact", name]).current_dir(folder).env("ANXUN_MUTANTS_REACHED", &told);
                let end = run(&mut test, Duration::from_secs(120));
                assert_eq!(end, End::Passed, "{name} fails without a mutant");
                let reached = std::fs::read_to_string(&told).unwrap_or_default();
                let numbers: Vec<u32> = reached.lines().filter_map(|line| line.parse().ok()).collect();
                found.push((start.elapsed(), (*name).to_owned(), numbers));
            }
            found
        };
        let mut all = on_workers(one);
        all.sort();
        let mut of_mutant: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for (_, name, numbers) in all {
            for number in numbers {
                of_mutant.entry(number).or_default().push(name.clone());
            }
        }
        UnitTests { program: program.to_owned(), folder: folder.to_owned(), of_mutant }
    }

    fn ask(&self, number: u32) -> (usize, Option<String>) {
        let Some(tests) = self.of_mutant.get(&number) else { return (0, None) };
        // A few at first: most that die here die in the tests of their own file.
        for some in tests.chunks(40) {
            let mut test = within_bounds(&self.program);
            test.arg("--exact").args(some).args(["--test-threads", "1"]);
            test.current_dir(&self.folder).env("ANXUN_MUTANT", number.to_string());
            match run(&mut test, PATIENCE * 3) {
                End::Passed => {}
                End::Failed => return (tests.len(), Some("unit test".to_owned())),
                End::TimeOut => return (tests.len(), Some("time-out in a unit test".to_owned())),
            }
        }
        (tests.len(), None)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Passed,
    Failed,
    TimeOut,
}

/// Runs a program in silence, until it has worked for as long as `patience` says.
pub fn run(command: &mut Command, patience: Duration) -> End {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a test starts");
    let clock = Clock::of(child.id());
    loop {
        match child.try_wait().expect("a child") {
            Some(status) if status.success() => return End::Passed,
            Some(_) => return End::Failed,
            None if clock.worked() > patience => {
                let _ = child.kill();
                let _ = child.wait();
                return End::TimeOut;
            }
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    }
}

/// The work of all workers together.
pub fn on_workers<T: Send>(work: impl Fn(usize) -> Vec<T> + Sync) -> Vec<T> {
    std::thread::scope(|scope| {
        let work = &work;
        let running: Vec<_> = (0..WORKERS).map(|worker| scope.spawn(move || work(worker))).collect();
        running.into_iter().flat_map(|one| one.join().expect("a worker")).collect()
    })
}

/// The fate of each of these mutants, in their order.
pub fn judge(numbers: &[u32], asker: &Path, tests: &UnitTests) -> Vec<(u32, Fate)> {
    let next = AtomicUsize::new(0);
    let mut fates = on_workers(|_| {
        let mut process = Asker::start(asker);
        let mut fates = Vec::new();
        while let Some(number) = numbers.get(next.fetch_add(1, Ordering::Relaxed)) {
            let cases = match process.ask(*number) {
                Ok(answer) => match answer.split_once(' ') {
                    Some(("killed", case)) => {
                        fates.push((*number, Fate::Killed(case.to_owned())));
                        continue;
                    }
                    Some((_, count)) => count.parse().unwrap_or(0),
                    None => 0,
                },
                Err(why) => {
                    fates.push((*number, Fate::Killed(why.to_owned())));
                    process = Asker::start(asker);
                    continue;
                }
            };
            let (count, killer) = tests.ask(*number);
            fates.push((*number, killer.map_or(Fate::Survived { cases, tests: count }, Fate::Killed)));
        }
        fates
    });
    fates.sort_by_key(|(number, _)| *number);
    fates
}
