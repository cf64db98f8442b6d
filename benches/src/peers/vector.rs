//! The answer for a file (`benches/peers/SUBSET.md`), the same from every peer.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The checks of the subset.
pub const CHECKS: usize = 21;
/// The bit of a late hand-over.
pub const LATE: u32 = 1 << 18;
/// The bits that a team activity is not asked.
pub const NOT_OF_TEAMS: u32 = 1 | 1 << 3 | 1 << 4 | 1 << 8 | 1 << 9 | 1 << 11 | 1 << 12 | 1 << 16 | 1 << 17;
/// The shape of a number.
pub const NUMBER: &str = "^[0-9]{4}-[A-Z]{2}-[A-Z]{2,3}-([0-9]{3}|[1-9][0-9]{3})$";

/// What was judged of one record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// The defects, a bit each.
    pub mask: u32,
    /// The retention date as yyyymmdd; 0 without a date.
    pub retention: u64,
}

/// Counts and sums; two of them add up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vector {
    /// Records.
    pub records: u64,
    /// Records with each defect.
    pub checks: [u64; CHECKS],
    /// By department: records, records with a defect, late hand-overs.
    pub departments: BTreeMap<String, [u64; 3]>,
    /// The sum of the retention dates.
    pub retention: u64,
    /// The sum of mask × (serial mod 1009 + 1).
    pub checksum: u64,
}

impl Vector {
    /// Takes in what was judged of a record with this `id`.
    pub fn add(&mut self, judged: Judged, department: &str, id: &str) {
        let Judged { mask, retention } = judged;
        self.records += 1;
        self.retention += retention;
        let counts = match self.departments.get_mut(department) {
            Some(counts) => counts,
            None => self.departments.entry(department.to_owned()).or_default(),
        };
        counts[0] += 1;
        if mask == 0 {
            return;
        }
        counts[1] += 1;
        counts[2] += u64::from(mask & LATE != 0);
        let serial: u64 = id.trim_start_matches("STD-").parse().unwrap_or(0);
        self.checksum += u64::from(mask) * (serial % 1009 + 1);
        for (bit, count) in self.checks.iter_mut().enumerate() {
            *count += u64::from(mask >> bit & 1);
        }
    }

    /// Adds another part.
    #[must_use]
    pub fn merge(mut self, other: &Vector) -> Vector {
        self.records += other.records;
        self.checks.iter_mut().zip(&other.checks).for_each(|(own, one)| *own += one);
        for (department, counts) in &other.departments {
            let own = self.departments.entry(department.clone()).or_default();
            own.iter_mut().zip(counts).for_each(|(own, one)| *own += one);
        }
        self.retention += other.retention;
        self.checksum += other.checksum;
        self
    }
}
