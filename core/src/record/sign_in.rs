//! The sign-in sheet.

use chrono::NaiveDate;

use super::declare::facts;
use super::people::{PersonRef, Signature, SignatureView};
use crate::value::Stamp;

facts! {
    /// Sign-in sheet (培训签到表).
    SignInSheet SignInSheetView {
        /// When it was issued: 10 minutes before the start at the latest (发放时间).
        issued_at: Option<Stamp>, "III.2.1.a", past;
        /// Training name on the sheet (培训名称).
        name: Option<String>, "III.2.1.d";
        /// Date on the sheet (日期).
        date: Option<NaiveDate>, "III.2.1.d";
        /// Session on the sheet (场次).
        session_no: Option<u32>, "III.2.1.d";
        /// Entries (签到).
        entries: Vec<SignInEntry>, "III.2.1.b";
        /// Digest of the scanned sheet.
        digest: Option<String>, "I.4.1.b";
    }

    /// One line of the sheet (签到).
    SignInEntry SignInEntryView {
        /// Who is signed in.
        person: Option<PersonRef>, "III.2.1.b";
        /// Code of the department (部门).
        department: Option<String>, "III.2.1.b";
        /// The person's own signature; absent where somebody else signed (本人签名).
        signature: Option<Signature>, "III.2.1.b";
        /// When the person signed in (签到时间).
        at: Option<Stamp>, "III.2.1.b", past;
        /// When the person left (离场时间).
        left_at: Option<Stamp>, "III.2.1.b", past;
        /// Somebody else signed for the person (代签).
        proxy: Option<ProxySignature>, "III.2.1.c";
    }

    /// Somebody signed for another person (代签).
    ProxySignature ProxySignatureView {
        /// Who signed.
        signer: Option<PersonRef>, "III.2.1.c";
        /// The written statement: where it is filed (书面说明).
        statement: Option<String>, "III.2.1.c";
        /// Who approved it as head of the department (部门负责人).
        approved_by: Option<PersonRef>, "III.2.1.c";
        /// When the head signed (签字时间).
        approved_at: Option<Stamp>, "III.2.1.c", past;
    }
}

impl SignInEntryView<'_> {
    /// Whether the person was there by the sheet: the own signature counts, and nobody signed instead (C-07).
    #[must_use]
    pub fn is_present(&self) -> bool {
        self.proxy.is_none() && self.signature.as_ref().is_some_and(SignatureView::counts)
    }
}
