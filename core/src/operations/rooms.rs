//! `archive.room`.

use serde::Deserialize;

use super::Operation;
use super::context::{ContextRequest, under};
use crate::error::{Error, Faults};
use crate::room::{ArchiveRoom, Period, RoomReview, review};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoomRequest {
    room: ArchiveRoom,
    period: Period,
    context: ContextRequest,
}

pub(super) struct Room;

impl Operation for Room {
    const NAME: &'static str = "archive.room";
    const ZH: &'static str = "审查档案室：温湿度与防潮防火防虫检查、设施、视频存储容量与删除";
    const EN: &'static str =
        "Judges an archive room: climate and checks of a period, fittings, the store of the recordings";
    type Request = RoomRequest;
    type Response = RoomReview;

    fn answer(request: RoomRequest) -> Result<RoomReview, Faults> {
        let context = request.context.prepare()?;
        let policy = context.policy().at(context.as_of()).map_err(under("/context"))?;
        let of_request = |error: Error| if error.path.starts_with("/period") { error } else { error.under("/room") };
        Ok(review(&request.room, request.period, policy, context.as_of()).map_err(of_request)?)
    }
}
