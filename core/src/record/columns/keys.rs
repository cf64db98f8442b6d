//! The keys of a dictionary, of whatever integer type.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    ArrowDictionaryKeyType, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, PrimitiveArray};
use arrow_schema::DataType;

macro_rules! keys {
    ($($name:ident $type:ty;)*) => {
        /// Where the value of a row stands in the dictionary.
        #[derive(Debug)]
        pub(crate) enum Keys<'b> { $($name(&'b PrimitiveArray<$type>),)* }

        impl<'b> Keys<'b> {
            /// The keys and values of a dictionary.
            pub(super) fn of(array: &'b dyn Array) -> Option<(Keys<'b>, &'b dyn Array)> {
                let DataType::Dictionary(key, _) = array.data_type() else { return None };
                match key.as_ref() {
                    $(DataType::$name => {
                        let array = array.as_dictionary_opt::<$type>()?;
                        Some((Keys::$name(array.keys()), array.values().as_ref()))
                    })*
                    _ => None,
                }
            }

            /// The place of a row's value; `None` for null.
            #[inline]
            pub(super) fn get(&self, row: usize) -> Option<usize> {
                match self { $(Keys::$name(keys) => key(keys, row),)* }
            }
        }
    };
}

keys! {
    Int8 Int8Type;
    Int16 Int16Type;
    Int32 Int32Type;
    Int64 Int64Type;
    UInt8 UInt8Type;
    UInt16 UInt16Type;
    UInt32 UInt32Type;
    UInt64 UInt64Type;
}

#[inline]
fn key<K: ArrowDictionaryKeyType>(keys: &PrimitiveArray<K>, row: usize) -> Option<usize> {
    use arrow_array::ArrowNativeTypeOp as _;
    use arrow_buffer::ArrowNativeType as _;
    if keys.is_null(row) {
        return None;
    }
    let key = *keys.values().get(row)?;
    if key.is_lt(K::Native::usize_as(0)) { None } else { Some(key.as_usize()) }
}
