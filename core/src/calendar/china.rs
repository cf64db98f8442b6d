//! The work calendar of China, 2004-01-01 to 2026-12-31: what the yearly notices changed about Mon–Fri weeks.
//!
//! Extra days off (放假, 补休) and make-up working days (调休上班) cannot be computed: they come from the notice that
//! 国务院办公厅 sends out late in the year before. One row is one year; its source names every notice that speaks of
//! its days. The rows of 2004 to 2006 rest on two data sets that agree on every day; from 2007 on three agree. The
//! number of the notice for 2008 could not be verified and is left out.
//! A new year is one more row and a later `LAST` (or data of the host, `WorkCalendar::with`).
//! Uses `work` and `data` of this module. Source: domain.md 9, parameters 2d "work calendar".

use chrono::NaiveDate;

use super::data::{CalendarYear, DateSpan};
use super::work::WorkCalendar;

/// One year: days as month × 100 + day.
struct YearRow {
    year: i32,
    /// The notices.
    source: &'static str,
    /// Runs of Mon–Fri days off, first and last day.
    off: &'static [(u32, u32)],
    /// Saturdays and Sundays that are worked.
    work: &'static [u32],
}

/// First day of the built-in table: 2004-01-01.
const FIRST: (i32, u32) = (2004, 101);
/// Last day of the built-in table: 2026-12-31. The notice for 2027 is not out.
const LAST: (i32, u32) = (2026, 1231);

#[rustfmt::skip]
const YEARS: &[YearRow] = &[
    YearRow {
        year: 2004,
        source: "two sources that agree (两个来源一致)",
        off: &[(101, 101), (122, 123), (126, 128), (503, 507), (1001, 1001), (1004, 1007)],
        work: &[117, 118, 508, 509, 1009, 1010],
    },
    YearRow {
        // The notice for 2006 (国办发明电〔2005〕35号) also has Saturday 2005-12-31 worked; neither source does.
        year: 2005,
        source: "two sources that agree (两个来源一致)",
        off: &[(103, 103), (209, 211), (214, 215), (502, 506), (1003, 1007)],
        work: &[205, 206, 430, 508, 1008, 1009],
    },
    YearRow {
        year: 2006,
        source: "two sources that agree (两个来源一致)；\
                 国务院办公厅关于2006年部分节假日安排的通知（国办发明电〔2005〕35号）；\
                 国务院办公厅关于2007年部分节假日安排的通知（国办发明电〔2006〕49号）",
        off: &[(102, 103), (130, 203), (501, 505), (1002, 1006)],
        work: &[128, 205, 429, 430, 930, 1008, 1230, 1231],
    },
    YearRow {
        year: 2007,
        source: "国务院办公厅关于2007年部分节假日安排的通知（国办发明电〔2006〕49号）；\
                 国务院办公厅关于2008年部分节假日安排的通知",
        off: &[(101, 103), (219, 223), (501, 504), (507, 507), (1001, 1005), (1231, 1231)],
        work: &[217, 225, 428, 429, 929, 930, 1229],
    },
    YearRow {
        year: 2008,
        source: "国务院办公厅关于2008年部分节假日安排的通知",
        off: &[(101, 101), (206, 208), (211, 212), (404, 404), (501, 502), (609, 609), (915, 915), (929, 1003)],
        work: &[202, 203, 504, 927, 928],
    },
    YearRow {
        year: 2009,
        source: "国务院办公厅关于2009年部分节假日安排的通知（国办发明电〔2008〕42号）",
        off: &[(101, 102), (126, 130), (406, 406), (501, 501), (528, 529), (1001, 1002), (1005, 1008)],
        work: &[104, 124, 201, 531, 927, 1010],
    },
    YearRow {
        year: 2010,
        source: "国务院办公厅关于2010年部分节假日安排的通知（国办发明电〔2009〕27号）",
        off: &[(101, 101), (215, 219), (405, 405), (503, 503), (614, 616), (922, 924), (1001, 1001), (1004, 1007)],
        work: &[220, 221, 612, 613, 919, 925, 926, 1009],
    },
    YearRow {
        year: 2011,
        source: "国务院办公厅关于2011年部分节假日安排的通知（国办发明电〔2010〕40号）；\
                 国务院办公厅关于2012年部分节假日安排的通知（国办发明电〔2011〕45号）",
        off: &[(103, 103), (202, 204), (207, 208), (404, 405), (502, 502), (606, 606), (912, 912), (1003, 1007)],
        work: &[130, 212, 402, 1008, 1009, 1231],
    },
    YearRow {
        year: 2012,
        source: "国务院办公厅关于2012年部分节假日安排的通知（国办发明电〔2011〕45号）",
        off: &[(102, 103), (123, 127), (402, 404), (430, 501), (622, 622), (1001, 1005)],
        work: &[121, 129, 331, 401, 428, 929],
    },
    YearRow {
        year: 2013,
        source: "国务院办公厅关于2013年部分节假日安排的通知（国办发明电〔2012〕33号）",
        off: &[(101, 103), (211, 215), (404, 405), (429, 501), (610, 612), (919, 920), (1001, 1004), (1007, 1007)],
        work: &[105, 106, 216, 217, 407, 427, 428, 608, 609, 922, 929, 1012],
    },
    YearRow {
        year: 2014,
        source: "国务院办公厅关于2014年部分节假日安排的通知（国办发明电〔2013〕28号）",
        off: &[(101, 101), (131, 131), (203, 206), (407, 407), (501, 502), (602, 602), (908, 908), (1001, 1003), (1006, 1007)],
        work: &[126, 208, 504, 928, 1011],
    },
    YearRow {
        year: 2015,
        source: "国务院办公厅关于2015年部分节假日安排的通知（国办发明电〔2014〕28号）；\
                 国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知（国发明电〔2015〕1号）",
        off: &[(101, 102), (218, 220), (223, 224), (406, 406), (501, 501), (622, 622), (903, 904), (1001, 1002), (1005, 1007)],
        work: &[104, 215, 228, 906, 1010],
    },
    YearRow {
        year: 2016,
        source: "国务院办公厅关于2016年部分节假日安排的通知（国办发明电〔2015〕18号）",
        off: &[(101, 101), (208, 212), (404, 404), (502, 502), (609, 610), (915, 916), (1003, 1007)],
        work: &[206, 214, 612, 918, 1008, 1009],
    },
    YearRow {
        year: 2017,
        source: "国务院办公厅关于2017年部分节假日安排的通知（国办发明电〔2016〕17号）",
        off: &[(102, 102), (127, 127), (130, 202), (403, 404), (501, 501), (529, 530), (1002, 1006)],
        work: &[122, 204, 401, 527, 930],
    },
    YearRow {
        year: 2018,
        source: "国务院办公厅关于2018年部分节假日安排的通知（国办发明电〔2017〕12号）；\
                 国务院办公厅关于2019年部分节假日安排的通知（国办发明电〔2018〕15号）",
        off: &[(101, 101), (215, 216), (219, 221), (405, 406), (430, 501), (618, 618), (924, 924), (1001, 1005), (1231, 1231)],
        work: &[211, 224, 408, 428, 929, 930, 1229],
    },
    YearRow {
        year: 2019,
        source: "国务院办公厅关于2019年部分节假日安排的通知（国办发明电〔2018〕15号）；\
                 国务院办公厅关于调整2019年劳动节假期安排的通知（国办发明电〔2019〕3号）",
        off: &[(101, 101), (204, 208), (405, 405), (501, 503), (607, 607), (913, 913), (1001, 1004), (1007, 1007)],
        work: &[202, 203, 428, 505, 929, 1012],
    },
    YearRow {
        year: 2020,
        source: "国务院办公厅关于2020年部分节假日安排的通知（国办发明电〔2019〕16号）；\
                 国务院办公厅关于延长2020年春节假期的通知（国办发明电〔2020〕1号）",
        off: &[(101, 101), (124, 124), (127, 131), (406, 406), (501, 501), (504, 505), (625, 626), (1001, 1002), (1005, 1008)],
        work: &[119, 426, 509, 628, 927, 1010],
    },
    YearRow {
        year: 2021,
        source: "国务院办公厅关于2021年部分节假日安排的通知（国办发明电〔2020〕27号）",
        off: &[(101, 101), (211, 212), (215, 217), (405, 405), (503, 505), (614, 614), (920, 921), (1001, 1001), (1004, 1007)],
        work: &[207, 220, 425, 508, 918, 926, 1009],
    },
    YearRow {
        year: 2022,
        source: "国务院办公厅关于2022年部分节假日安排的通知（国办发明电〔2021〕11号）",
        off: &[(103, 103), (131, 204), (404, 405), (502, 504), (603, 603), (912, 912), (1003, 1007)],
        work: &[129, 130, 402, 424, 507, 1008, 1009],
    },
    YearRow {
        year: 2023,
        source: "国务院办公厅关于2023年部分节假日安排的通知（国办发明电〔2022〕16号）",
        off: &[(102, 102), (123, 127), (405, 405), (501, 503), (622, 623), (929, 929), (1002, 1006)],
        work: &[128, 129, 423, 506, 625, 1007, 1008],
    },
    YearRow {
        year: 2024,
        source: "国务院办公厅关于2024年部分节假日安排的通知（国办发明电〔2023〕7号）",
        off: &[(101, 101), (212, 216), (404, 405), (501, 503), (610, 610), (916, 917), (1001, 1004), (1007, 1007)],
        work: &[204, 218, 407, 428, 511, 914, 929, 1012],
    },
    YearRow {
        year: 2025,
        source: "国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）",
        off: &[(101, 101), (128, 131), (203, 204), (404, 404), (501, 502), (505, 505), (602, 602), (1001, 1003), (1006, 1008)],
        work: &[126, 208, 427, 928, 1011],
    },
    YearRow {
        year: 2026,
        source: "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）",
        off: &[(101, 102), (216, 220), (223, 223), (406, 406), (501, 501), (504, 505), (619, 619), (925, 925), (1001, 1002), (1005, 1007)],
        work: &[104, 214, 228, 509, 920, 1010],
    },
];

fn day(year: i32, month_day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month_day / 100, month_day % 100)
}

impl YearRow {
    fn to_year(&self) -> CalendarYear {
        let run = |(from, to): &(u32, u32)| {
            let to = day(self.year, *to);
            let days = day(self.year, *from).map(|from| from.iter_days());
            days.into_iter().flatten().take_while(move |date| Some(*date) <= to)
        };
        CalendarYear {
            year: self.year,
            source: self.source.to_owned(),
            off: self.off.iter().flat_map(run).collect(),
            work: self.work.iter().filter_map(|month_day| day(self.year, *month_day)).collect(),
        }
    }
}

/// The built-in table as a calendar.
pub(super) fn calendar() -> WorkCalendar {
    let end = |(year, month_day)| day(year, month_day).unwrap_or_default();
    let covered = DateSpan { from: end(FIRST), to: end(LAST) };
    WorkCalendar::assemble("中国 (China)".to_owned(), covered, YEARS.iter().map(YearRow::to_year).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode;
    use crate::value::parse_date;

    fn works(text: &str) -> bool {
        calendar().is_working_day(parse_date(text).unwrap()).unwrap()
    }

    #[test]
    fn the_table_keeps_every_rule_that_data_of_hosts_must_keep() {
        let china = calendar();
        assert_eq!(WorkCalendar::new(china.data()).unwrap(), china);
        assert_eq!(china.covered().from, parse_date("2004-01-01").unwrap());
        assert_eq!(china.covered().to, parse_date("2026-12-31").unwrap());
        let listed: usize = YEARS.iter().map(|row| row.work.len()).sum();
        assert_eq!(china.data().years.iter().map(|year| year.work.len()).sum::<usize>(), listed);
        assert_eq!(china.data().years.iter().map(|year| year.off.len()).sum::<usize>(), 407);
    }

    #[test]
    fn working_days_of_every_year_9_3() {
        let known = [
            252, 250, 251, 249, 251, 250, 250, 250, 249, 250, 250, // 2004 to 2014
            249, 250, 249, 250, 250, 249, 250, 249, 249, 251, 248, 248, // 2015 to 2026
        ];
        let china = calendar();
        let counted: Vec<u32> = (2004..=2026).map(|year| china.working_days(year).unwrap()).collect();
        assert_eq!(counted, known);
        assert_eq!(china.working_days(2027).unwrap_err().code, ErrorCode::CalendarCoverage);
        assert_eq!(china.working_days(2003).unwrap_err().code, ErrorCode::CalendarCoverage);
    }

    #[test]
    fn the_notice_for_2026_9_1() {
        let year = calendar().data().years.pop().unwrap();
        let text = |days: &[NaiveDate]| days.iter().map(|day| day.format("%-m/%-d").to_string()).collect::<Vec<_>>();
        assert_eq!(text(&year.work), ["1/4", "2/14", "2/28", "5/9", "9/20", "10/10"]);
        // Off 1/1-3, 2/15-23, 4/4-6, 5/1-5, 6/19-21, 9/25-27, 10/1-7: their days from Monday to Friday.
        assert_eq!(
            text(&year.off),
            [
                "1/1", "1/2", "2/16", "2/17", "2/18", "2/19", "2/20", "2/23", "4/6", "5/1", "5/4", "5/5", "6/19",
                "9/25", "10/1", "10/2", "10/5", "10/6", "10/7"
            ]
        );
        assert!(year.source.contains("国办发明电〔2025〕7号"));
    }

    #[test]
    fn days_on_which_other_data_sets_err_9_3() {
        assert!(works("2016-10-09"));
        assert!(works("2016-12-30"));
        assert!(!works("2020-01-31"));
        assert!(!works("2020-02-01"));
        assert!(works("2013-04-07"));
        assert!(works("2013-10-12"));
    }

    #[test]
    fn a_plain_weekday_rule_errs_on_289_days_9_3() {
        use chrono::{Datelike, Weekday};
        let china = calendar();
        let wrong = |date: &NaiveDate| {
            let weekday = !matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
            china.is_working_day(*date).unwrap() != weekday
        };
        let days = parse_date("2015-01-01").unwrap().iter_days().take(4383);
        assert_eq!(days.filter(wrong).count(), 289);
    }

    #[test]
    fn every_year_names_its_notice() {
        for row in YEARS {
            assert_eq!(row.source.contains("two sources that agree"), row.year <= 2006, "{}", row.year);
            assert!(row.year < 2006 || row.source.contains(&format!("关于{}年部分节假日安排的通知", row.year)));
        }
    }
}
