//! A producer of the Arrow C data interface that chance drives: sound streams, and streams that contradict themselves in
//! everything that the interface lets one see. It never lies about what it allocated: each buffer has the bytes that the
//! lengths and offsets ask for and not one more, so that a sanitizer sees every byte that is read beyond.
//!
//! | file | what lives there |
//! |---|---|
//! | `input` | chance, from the bytes of the fuzzer |
//! | `interface` | the structures of the interface, owned and released once |
//! | `columns` | schemas: columns of the record, of other types, of none |
//! | `layout` | which buffers a format has |
//! | `rows` | arrays: buffers filled for a schema |
//! | `texts` | texts to fill them with |
//! | `judged` | a stream taken in, judged and released |

pub mod columns;
pub mod input;
pub mod interface;
pub mod judged;
pub mod layout;
pub mod rows;
pub mod texts;
