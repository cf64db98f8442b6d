//! Snapshot of the plan item, and the notice.

use chrono::NaiveDate;

use super::declare::facts;
use super::people::PersonRef;
use crate::value::Stamp;
use crate::vocab::{Capability, PlanKind};

facts! {
    /// Snapshot of the plan item that the session carries out (计划项).
    PlanItem PlanItemView {
        /// Id of the item.
        id: Option<String>, "II.2.2.c";
        /// Id of its plan.
        plan: Option<String>, "II.2.2.c";
        /// Annual or special plan (年度计划、专项计划).
        plan_kind: Option<PlanKind>, "IV.3.2.e";
        /// First day on which the item is in force (生效日).
        in_force_from: Option<NaiveDate>, "II.2.2.c";
        /// Last day; absent means open.
        in_force_to: Option<NaiveDate>, "II.2.2.c";
        /// Department that owns it (责任部门).
        owner: Option<String>, "III.1.1.c";
        /// Posts for which it is meant (岗位).
        posts: Vec<String>, "III.1.1.c";
        /// Planned length (计划学时).
        minutes: Option<u32>, "III.1.1.c", unit("min");
        /// Topics planned (计划主题).
        topics: Vec<Topic>, "II.2.2.c";
        /// Goals (培训目标).
        goals: Vec<Goal>, "III.3.2.d";
        /// People planned (计划参训人员).
        expected: Vec<PersonRef>, "III.3.2.b";
        /// Number of people planned, where no list is given (计划人数).
        expected_count: Option<u32>, "III.3.2.b", unit("people");
    }

    /// A topic (主题); topics with codes compare by code only.
    Topic TopicView {
        /// Code.
        code: Option<String>, "II.2.2.c";
        /// Name.
        name: Option<String>, "II.2.2.c";
        /// Contents of the duty to train that it serves (能力标签).
        capabilities: Vec<Capability>, "V.1.1.b";
    }

    /// A goal of the plan item (培训目标).
    Goal GoalView {
        /// Id.
        id: Option<String>, "III.3.2.d";
        /// Text.
        text: Option<String>, "III.3.2.d", long;
    }

    /// Notice of the training (培训通知).
    Notice NoticeView {
        /// When it was sent.
        sent_at: Option<Stamp>, "II.3.1.a", past;
        /// How (渠道).
        channel: Option<String>, "II.3.1.a";
        /// To whom (通知对象).
        recipients: Vec<PersonRef>, "II.3.1.a";
        /// Start that it names.
        starts_at: Option<Stamp>, "IV.2.3.d";
        /// Place that it names.
        place: Option<String>, "IV.2.3.d";
        /// Topic that it names.
        topic: Option<String>, "IV.2.3.d";
    }
}
