//! The facts of an archive room, as a host hands them over. What is absent is not known.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::value::{Stamp, form};
use crate::vocab::MediumKind;

/// An archive room (档案室) with what it holds and what was measured in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ArchiveRoom {
    /// Id of the room (档案室编号).
    pub id: String,
    /// Whether it is a room of its own (是否独立设置).
    pub separate: Option<bool>,
    /// Whether it has equipment that controls temperature and humidity (温湿度控制设备).
    pub climate_control: Option<bool>,
    /// Its cabinets (档案柜); empty = not stated.
    pub cabinets: Vec<RoomCabinet>,
    /// The media kept in it (载体).
    pub media: Vec<RoomMedium>,
    /// Readings of temperature and humidity (温湿度记录).
    pub readings: Vec<ClimateReading>,
    /// Checks against damp, fire and insects (防潮、防火、防虫检查).
    pub checks: Vec<RoomCheck>,
    /// The store of the recordings (视频存储).
    pub video_store: Option<VideoStore>,
}

/// A cabinet of the room (档案柜).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RoomCabinet {
    /// Id (柜号).
    pub id: Option<String>,
    /// Fireproof (防火).
    pub fireproof: Option<bool>,
    /// Damp-proof (防潮).
    pub dampproof: Option<bool>,
    /// Anti-magnetic (防磁).
    pub antimagnetic: Option<bool>,
}

/// A medium kept in the room (载体).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RoomMedium {
    /// Id (载体编号).
    pub id: Option<String>,
    /// Kind (载体类型): discs are optical, hard disks and tapes magnetic.
    pub kind: Option<MediumKind>,
    /// Id of the cabinet in which it is kept (存放柜号).
    pub cabinet: Option<String>,
}

/// A reading of the climate (温湿度记录).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClimateReading {
    /// When (时间).
    #[serde(with = "form::stamp")]
    pub at: Stamp,
    /// Temperature in degrees Celsius (温度，℃).
    #[serde(default, with = "form::decimal::option")]
    pub temperature: Option<Decimal>,
    /// Relative humidity as a fraction of 1 (相对湿度，小数).
    #[serde(default, with = "form::decimal::option")]
    pub humidity: Option<Decimal>,
}

/// A check of the room (场地检查). What was not checked is absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoomCheck {
    /// Day (检查日期).
    #[serde(with = "form::date")]
    pub on: NaiveDate,
    /// Whether the check against damp was passed (防潮).
    #[serde(default)]
    pub damp: Option<bool>,
    /// Whether the check against fire was passed (防火).
    #[serde(default)]
    pub fire: Option<bool>,
    /// Whether the check against insects was passed (防虫蛀).
    #[serde(default)]
    pub insects: Option<bool>,
}

/// The store of the recordings (视频存储).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VideoStore {
    /// What it holds, in gigabytes (容量，GB).
    #[serde(with = "form::decimal::option")]
    pub capacity_gb: Option<Decimal>,
    /// Hours recorded a day, of all cameras together (每日录像小时数).
    #[serde(with = "form::decimal::option")]
    pub hours_a_day: Option<Decimal>,
    /// Gigabytes that an hour takes (每小时占用，GB).
    #[serde(with = "form::decimal::option")]
    pub gb_an_hour: Option<Decimal>,
    /// Deletions and overwritings of recordings, done or planned (删除、覆盖).
    pub deletions: Vec<VideoDeletion>,
}

/// A deletion of recordings (录像删除).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VideoDeletion {
    /// Day on which the latest of the deleted recordings was made (录制日期).
    #[serde(with = "form::date")]
    pub recorded_on: NaiveDate,
    /// Day on which they were or will be deleted (删除日期).
    #[serde(with = "form::date")]
    pub deleted_on: NaiveDate,
}
