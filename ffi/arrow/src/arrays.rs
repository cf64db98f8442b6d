//! Arrays: the buffers of the interface as arrays of arrow, each checked before it is trusted.

use std::ptr::NonNull;
use std::sync::Arc;

use anxun::columns::{check_offsets, check_texts};
use anxun::error::{Error, Result};
use arrow_array::types::{
    ArrowDictionaryKeyType, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, ArrayRef, BooleanArray, DictionaryArray, FixedSizeListArray, GenericListArray, GenericListViewArray,
    GenericStringArray, NullArray, OffsetSizeTrait, PrimitiveArray, StringViewArray, StructArray, make_array,
};
use arrow_buffer::{ArrowNativeType, BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_data::ArrayData;
use arrow_schema::{ArrowError, DataType, FieldRef, Fields};

use crate::c::{CArray, bad};

/// The rows of a batch as an array; `owner` is the structure itself, which lives as long as any buffer of it.
pub(crate) fn rows_of(owner: &Arc<CArray>, fields: &Fields) -> Result<StructArray> {
    let import = Import { owner };
    let node = import.node(owner, "")?;
    import.object(&node, fields, 0, node.length)
}

struct Import<'i> {
    owner: &'i Arc<CArray>,
}

/// One array of the tree, its numbers looked at.
struct Node<'i> {
    array: &'i CArray,
    length: usize,
    offset: usize,
    path: String,
}

/// Rows of a node, as places in its buffers.
#[derive(Clone, Copy)]
struct Span {
    from: usize,
    count: usize,
}

fn arrow(error: &ArrowError) -> Error {
    bad(error.to_string(), "parts that agree with each other")
}

impl<'i> Import<'i> {
    fn node<'n>(&self, array: &'n CArray, path: &str) -> Result<Node<'n>> {
        let number = |name: &str, value: i64| {
            usize::try_from(value).map_err(|_| bad(format!("{name} {value}"), "0 or more").at(path))
        };
        if array.release.is_none() {
            return Err(bad("an array that was released", "a living array").at(path));
        }
        let (length, offset) = (number("length", array.length)?, number("offset", array.offset)?);
        let end = length.checked_add(offset).filter(|end| *end <= (isize::MAX as usize) / 64);
        if end.is_none() {
            return Err(bad(format!("length {length} and offset {offset}"), "an array that fits the memory").at(path));
        }
        if array.null_count < -1 || array.null_count > array.length {
            let found = format!("null count {} of {length}", array.null_count);
            return Err(bad(found, "-1, or a count of the rows").at(path));
        }
        Ok(Node { array, length, offset, path: path.to_owned() })
    }

    /// An array of a type: rows `from` to `from + count` of the node.
    fn array(&self, array: &CArray, ty: &DataType, from: usize, count: usize, path: &str) -> Result<ArrayRef> {
        // A column that the record does not know: not even looked at.
        if *ty == DataType::Null {
            return Ok(Arc::new(NullArray::new(count)));
        }
        let node = self.node(array, path)?;
        if !ty.is_nested() && array.n_children != 0 {
            return Err(bad(format!("{} children", array.n_children), "a column without children").at(path));
        }
        match ty {
            DataType::Struct(fields) => Ok(Arc::new(self.object(&node, fields, from, count)?)),
            DataType::List(item) => self.list::<i32>(&node, item, from, count),
            DataType::LargeList(item) => self.list::<i64>(&node, item, from, count),
            DataType::ListView(item) => self.list_view::<i32>(&node, item, from, count),
            DataType::LargeListView(item) => self.list_view::<i64>(&node, item, from, count),
            DataType::FixedSizeList(item, size) => self.fixed_list(&node, item, *size, from, count),
            DataType::Dictionary(key, values) => self.dictionary(&node, key, values, from, count),
            DataType::Utf8 => self.texts::<i32>(&node, from, count),
            DataType::LargeUtf8 => self.texts::<i64>(&node, from, count),
            DataType::Utf8View => self.views(&node, from, count),
            DataType::Boolean => self.flags(&node, from, count),
            _ => self.fixed(&node, ty, from, count),
        }
    }

    fn object(&self, node: &Node<'_>, fields: &Fields, from: usize, count: usize) -> Result<StructArray> {
        let span = node.span(from, count)?;
        node.buffers(1)?;
        let nulls = self.nulls(node, span)?;
        let children = node.array.children(fields.len()).map_err(|error| error.at(&node.path))?;
        let columns = fields.iter().zip(children).map(|(field, child)| {
            let path = if *field.data_type() == DataType::Null { String::new() } else { node.below(field.name()) };
            self.array(child, field.data_type(), span.from, span.count, &path)
        });
        let columns = columns.collect::<Result<Vec<_>>>()?;
        StructArray::try_new_with_length(fields.clone(), columns, nulls, count)
            .map_err(|error| arrow(&error).at(&node.path))
    }

    fn list<O: OffsetSizeTrait>(
        &self,
        node: &Node<'_>,
        item: &FieldRef,
        from: usize,
        count: usize,
    ) -> Result<ArrayRef> {
        let span = node.span(from, count)?;
        node.buffers(2)?;
        let nulls = self.nulls(node, span)?;
        let offsets = self.offsets::<O>(node, span)?;
        let (first, last) = (offsets.first().copied().unwrap_or_default(), offsets.last().copied().unwrap_or_default());
        let (start, end) = (first.as_usize(), last.as_usize());
        let child = self.array(node.child()?, item.data_type(), start, end - start, &node.below("*"))?;
        // Of the items only those of these rows are taken in: their places begin anew.
        let offsets = if start == 0 { offsets } else { offsets.iter().map(|offset| *offset - first).collect() };
        let list = GenericListArray::<O>::try_new(Arc::clone(item), OffsetBuffer::new(offsets), child, nulls);
        Ok(Arc::new(list.map_err(|error| arrow(&error).at(&node.path))?))
    }

    fn list_view<O: OffsetSizeTrait>(
        &self,
        node: &Node<'_>,
        item: &FieldRef,
        from: usize,
        count: usize,
    ) -> Result<ArrayRef> {
        let span = node.span(from, count)?;
        node.buffers(3)?;
        let nulls = self.nulls(node, span)?;
        let offsets = self.numbers::<O>(node, 1, span.from, span.count)?;
        let sizes = self.numbers::<O>(node, 2, span.from, span.count)?;
        let mut end = 0_usize;
        for (offset, size) in offsets.iter().zip(sizes.iter()) {
            let sum = offset.to_usize().zip(size.to_usize()).and_then(|(offset, size)| offset.checked_add(size));
            end = end.max(sum.ok_or_else(|| bad("a negative offset or size", "0 or more").at(&node.path))?);
        }
        let child = self.array(node.child()?, item.data_type(), 0, end, &node.below("*"))?;
        let list = GenericListViewArray::<O>::try_new(Arc::clone(item), offsets, sizes, child, nulls);
        Ok(Arc::new(list.map_err(|error| arrow(&error).at(&node.path))?))
    }

    fn fixed_list(&self, node: &Node<'_>, item: &FieldRef, size: i32, from: usize, count: usize) -> Result<ArrayRef> {
        let span = node.span(from, count)?;
        node.buffers(1)?;
        let nulls = self.nulls(node, span)?;
        let items =
            usize::try_from(size).ok().and_then(|one| Some((span.from.checked_mul(one)?, count.checked_mul(one)?)));
        let (start, items) =
            items.ok_or_else(|| bad("a list of that size", "a list that fits the memory").at(&node.path))?;
        let child = self.array(node.child()?, item.data_type(), start, items, &node.below("*"))?;
        let list = FixedSizeListArray::try_new_with_length(Arc::clone(item), size, child, nulls, count);
        Ok(Arc::new(list.map_err(|error| arrow(&error).at(&node.path))?))
    }

    fn texts<O: OffsetSizeTrait>(&self, node: &Node<'_>, from: usize, count: usize) -> Result<ArrayRef> {
        let span = node.span(from, count)?;
        node.buffers(3)?;
        let nulls = self.nulls(node, span)?;
        let offsets = self.offsets::<O>(node, span)?;
        let end = offsets.last().copied().unwrap_or_default().as_usize();
        let bytes = self.buffer(node, 2, 0, end)?;
        check_texts(&offsets, &bytes).map_err(|error| error.at(&node.path))?;
        // SAFETY: the offsets never fall and lie within the bytes, and every text between two of them is UTF-8; the validity
        // has as many rows.
        Ok(Arc::new(unsafe {
            GenericStringArray::<O>::new_unchecked(OffsetBuffer::new_unchecked(offsets), bytes, nulls)
        }))
    }

    fn views(&self, node: &Node<'_>, from: usize, count: usize) -> Result<ArrayRef> {
        let span = node.span(from, count)?;
        // Validity, views, any number of texts, and their lengths: the last is known by its place alone. A view names its
        // text by an `i32`.
        let texts = usize::try_from(node.array.n_buffers).ok().and_then(|count| count.checked_sub(3));
        let texts = texts.filter(|texts| *texts <= i32::MAX as usize).ok_or_else(|| node.wrong_buffers("3 or more"))?;
        node.buffers(texts + 3)?;
        let nulls = self.nulls(node, span)?;
        let views = self.numbers::<u128>(node, 1, span.from, span.count)?;
        let lengths = self.numbers::<i64>(node, texts + 2, 0, texts)?;
        let length = |length: &i64| {
            usize::try_from(*length)
                .map_err(|_| bad(format!("a text buffer of {length} bytes"), "0 or more").at(&node.path))
        };
        let buffers = (2..).zip(lengths.iter()).map(|(at, bytes)| self.buffer(node, at, 0, length(bytes)?));
        let buffers = buffers.collect::<Result<Vec<_>>>()?;
        let views = StringViewArray::try_new(views, buffers, nulls);
        Ok(Arc::new(views.map_err(|error| {
            let is_text = matches!(&error, ArrowError::InvalidArgumentError(text) if text.contains("UTF-8"));
            if is_text {
                let code = anxun::error::ErrorCode::InvalidUtf8;
                return Error::new(code, "a text of the column", "UTF-8").at(&node.path);
            }
            arrow(&error).at(&node.path)
        })?))
    }

    fn flags(&self, node: &Node<'_>, from: usize, count: usize) -> Result<ArrayRef> {
        let span = node.span(from, count)?;
        node.buffers(2)?;
        Ok(Arc::new(BooleanArray::new(self.bits(node, 1, span)?, self.nulls(node, span)?)))
    }

    /// Numbers of a fixed width.
    fn fixed(&self, node: &Node<'_>, ty: &DataType, from: usize, count: usize) -> Result<ArrayRef> {
        let span = node.span(from, count)?;
        let Some(width) = ty.primitive_width() else {
            return Err(bad(format!("a column of {ty}"), "a column that the record takes").at(&node.path));
        };
        node.buffers(2)?;
        let values = self.buffer(node, 1, span.from * width, span.count * width)?;
        let data = ArrayData::builder(ty.clone()).len(count).nulls(self.nulls(node, span)?).add_buffer(values);
        // Validates lengths; a buffer that is not aligned for its type is copied.
        let data = data.align_buffers(true).build().map_err(|error| arrow(&error).at(&node.path))?;
        Ok(make_array(data))
    }

    fn dictionary(
        &self,
        node: &Node<'_>,
        key: &DataType,
        values: &DataType,
        from: usize,
        count: usize,
    ) -> Result<ArrayRef> {
        let keys = self.fixed(node, key, from, count)?;
        // SAFETY: NULL or a structure that lives as long as the array.
        let dictionary = unsafe { node.array.dictionary.as_ref() };
        let dictionary = dictionary.ok_or_else(|| bad("no dictionary", "the dictionary of the keys").at(&node.path))?;
        let length = self.node(dictionary, &node.path)?.length;
        let values = self.array(dictionary, values, 0, length, &node.path)?;
        macro_rules! keyed {
            ($($name:ident $type:ty;)*) => {
                match key {
                    $(DataType::$name => with_keys::<$type>(&keys, values),)*
                    other => Err(bad(format!("keys of {other}"), "keys of an integer type")),
                }
            };
        }
        let array = keyed! {
            Int8 Int8Type;
            Int16 Int16Type;
            Int32 Int32Type;
            Int64 Int64Type;
            UInt8 UInt8Type;
            UInt16 UInt16Type;
            UInt32 UInt32Type;
            UInt64 UInt64Type;
        };
        array.map_err(|error| error.at(&node.path))
    }

    /// The offsets of some rows, one more than there are.
    fn offsets<O: OffsetSizeTrait>(&self, node: &Node<'_>, span: Span) -> Result<ScalarBuffer<O>> {
        // An empty array may leave its offsets out.
        if span.count == 0 && node.pointer(1)?.is_null() {
            return Ok(vec![O::zero()].into());
        }
        let offsets = self.numbers::<O>(node, 1, span.from, span.count + 1)?;
        check_offsets(&offsets).map_err(|error| error.at(&node.path))?;
        Ok(offsets)
    }

    fn numbers<T: ArrowNativeType>(
        &self,
        node: &Node<'_>,
        at: usize,
        from: usize,
        count: usize,
    ) -> Result<ScalarBuffer<T>> {
        let mut buffer = self.buffer(node, at, from * size_of::<T>(), count * size_of::<T>())?;
        if !buffer.as_ptr().cast::<T>().is_aligned() {
            buffer = Buffer::from(buffer.as_slice());
        }
        Ok(ScalarBuffer::new(buffer, 0, count))
    }

    fn bits(&self, node: &Node<'_>, at: usize, span: Span) -> Result<BooleanBuffer> {
        if span.count == 0 {
            return Ok(BooleanBuffer::new_unset(0));
        }
        let (first, shift) = (span.from / 8, span.from % 8);
        let buffer = self.buffer(node, at, first, (shift + span.count).div_ceil(8))?;
        Ok(BooleanBuffer::new(buffer, shift, span.count))
    }

    /// The validity of some rows. A count of nulls that does not hold is refused.
    fn nulls(&self, node: &Node<'_>, span: Span) -> Result<Option<NullBuffer>> {
        let stated = usize::try_from(node.array.null_count).ok();
        if node.pointer(0)?.is_null() {
            return match stated {
                Some(count @ 1..) => Err(bad(format!("{count} nulls without a validity buffer"), "one").at(&node.path)),
                _ => Ok(None),
            };
        }
        let nulls = NullBuffer::new(self.bits(node, 0, span)?);
        let is_whole = span.count == node.length;
        match stated {
            Some(count) if is_whole && count != nulls.null_count() => {
                let expected = format!("the {} of the validity buffer", nulls.null_count());
                Err(bad(format!("a null count of {count}"), expected).at(&node.path))
            }
            _ => Ok(Some(nulls)),
        }
    }

    /// Some bytes of a buffer, lent as long as the owner lives.
    fn buffer(&self, node: &Node<'_>, at: usize, from: usize, count: usize) -> Result<Buffer> {
        if count == 0 {
            return Ok(Buffer::default());
        }
        let end = from.checked_add(count).filter(|end| *end <= isize::MAX as usize);
        let pointer = NonNull::new(node.pointer(at)?.cast_mut());
        let (Some(_), Some(pointer)) = (end, pointer) else {
            return Err(bad(format!("buffer {at} is missing"), format!("{count} bytes")).at(&node.path));
        };
        // SAFETY: the interface promises that the buffer holds the rows of the array, offset included, and these bytes are of
        // those rows; the owner keeps it alive. Whoever allocated less lies about that, which cannot be seen.
        Ok(unsafe { Buffer::from_custom_allocation(pointer.add(from), count, Arc::clone(self.owner) as _) })
    }
}

/// Keys and values as a dictionary; a key beyond it is refused.
fn with_keys<K: ArrowDictionaryKeyType>(keys: &ArrayRef, values: ArrayRef) -> Result<ArrayRef> {
    let keys = keys.as_any().downcast_ref::<PrimitiveArray<K>>().ok_or_else(|| bad("other keys", "keys"))?;
    let array = DictionaryArray::try_new(keys.clone(), values).map_err(|error| arrow(&error))?;
    Ok(Arc::new(array))
}

impl Node<'_> {
    fn below(&self, name: &str) -> String {
        format!("{}/{name}", self.path)
    }

    /// Rows of the node as places in its buffers.
    fn span(&self, from: usize, count: usize) -> Result<Span> {
        match from.checked_add(count) {
            Some(end) if end <= self.length => Ok(Span { from: self.offset + from, count }),
            _ => {
                let found = format!("a length of {}", self.length);
                Err(bad(found, format!("the {count} rows from row {from} that are asked of it")).at(&self.path))
            }
        }
    }

    fn wrong_buffers(&self, expected: &str) -> Error {
        bad(format!("{} buffers", self.array.n_buffers), expected.to_owned()).at(&self.path)
    }

    /// Holds the number of buffers.
    fn buffers(&self, expected: usize) -> Result<()> {
        let is_right = usize::try_from(self.array.n_buffers) == Ok(expected) && !self.array.buffers.is_null();
        if is_right { Ok(()) } else { Err(self.wrong_buffers(&expected.to_string())) }
    }

    /// Where a buffer begins; NULL where it is left out. Asked for after the number of buffers was held.
    fn pointer(&self, at: usize) -> Result<*const u8> {
        if self.array.buffers.is_null() || usize::try_from(self.array.n_buffers).is_ok_and(|count| at >= count) {
            return Err(self.wrong_buffers("more"));
        }
        // SAFETY: the list holds as many pointers as it says.
        Ok(unsafe { self.array.buffers.add(at).read() }.cast())
    }

    /// The one child of a list.
    fn child(&self) -> Result<&CArray> {
        let children = self.array.children(1).map_err(|error| error.at(&self.path))?;
        children.first().copied().ok_or_else(|| bad("no child", "one child").at(&self.path))
    }
}
