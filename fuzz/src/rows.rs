//! Arrays: buffers filled for a schema, exactly as long as the lengths and offsets ask for.

use crate::input::Input;
use crate::interface::{Bytes, Column, Parts};
use crate::layout::Layout;
use crate::texts;

/// A batch of a schema.
pub fn batch(schema: &Column, input: &mut Input<'_>) -> Parts {
    let rows = input.below(7);
    let mut parts = array(schema, rows, input);
    if !input.is_wrong() {
        // A batch whose rows are null as a whole is refused.
        parts.null_count = 0;
        if let Some(validity) = parts.buffers.first_mut() {
            *validity = None;
        }
    }
    parts
}

/// Rows before those of the array, and the rows of the buffers.
struct Extent {
    offset: usize,
    end: usize,
}

fn array(column: &Column, rows: usize, input: &mut Input<'_>) -> Parts {
    let format = column.format.as_ref().and_then(|format| format.to_str().ok()).unwrap_or_default();
    let layout = Layout::of(format);
    let offset = if input.rarely(4) { input.below(9) } else { 0 };
    let rows = rows + if input.rarely(6) { input.below(4) } else { 0 };
    let extent = Extent { offset, end: offset + rows };
    let mut parts = Parts { length: rows as i64, offset: offset as i64, ..Parts::default() };
    if layout != Layout::Null {
        validity(&mut parts, &extent, input);
    }
    match layout {
        Layout::Null => parts.null_count = rows as i64,
        Layout::Bits => parts.buffers.push(buffer((0..extent.end.div_ceil(8)).map(|_| input.byte()).collect(), input)),
        Layout::Fixed(width) => {
            let values = (0..extent.end).flat_map(|_| fixed(width, column.dictionary.is_some(), input));
            let values = values.collect::<Vec<_>>();
            parts.buffers.push(buffer(values, input));
        }
        Layout::Texts(width) => strings(&mut parts, width, &extent, input),
        Layout::Views => views(&mut parts, &extent, input),
        Layout::Struct => {}
        Layout::List(width) => list(&mut parts, column, width, &extent, input),
        Layout::ListView(width) => list_view(&mut parts, column, width, &extent, input),
        Layout::FixedList(size) => children(&mut parts, column, size * extent.end, input),
    }
    if layout == Layout::Struct {
        children(&mut parts, column, extent.end, input);
    }
    parts.dictionary = column.dictionary.as_ref().map(|values| Box::new(array(values, 3, input)));
    wrong(parts, layout, input)
}

fn buffer(bytes: Vec<u8>, input: &mut Input<'_>) -> Option<Bytes> {
    let is_aligned = !input.rarely(9);
    (!input.is_wrong()).then(|| Bytes::new(&bytes, is_aligned))
}

fn validity(parts: &mut Parts, extent: &Extent, input: &mut Input<'_>) {
    if !input.rarely(3) {
        parts.buffers.push(None);
        return;
    }
    let bits: Vec<u8> = (0..extent.end.div_ceil(8)).map(|_| input.byte()).collect();
    let is_null = |row: usize| bits[row / 8] >> (row % 8) & 1 == 0;
    let nulls = (extent.offset..extent.end).filter(|row| is_null(*row)).count();
    parts.null_count = if input.rarely(3) { -1 } else { nulls as i64 };
    parts.buffers.push(Some(Bytes::new(&bits, true)));
}

/// A value of so many bytes; a key of a dictionary of three values where nothing is wrong.
fn fixed(width: usize, is_key: bool, input: &mut Input<'_>) -> Vec<u8> {
    let number = match input.below(8) {
        _ if is_key && !input.is_wrong() => input.below(3) as i64,
        0 => 1,
        1 => 20_000,
        2 => 1_790_000_000,
        3 => 1_790_000_000_000_000,
        4 => -1,
        5 => 0,
        _ => input.number(),
    };
    let fill = if number < 0 { 0xFF } else { 0 };
    number.to_le_bytes().into_iter().chain(std::iter::repeat(fill)).take(width).collect()
}

/// Offsets of so many bytes, of which one may be wrong. None is greater than the last that is right: beyond the bytes it
/// would be a lie about them.
fn offsets(offsets: &[usize], width: usize, input: &mut Input<'_>) -> Vec<u8> {
    let most = offsets.last().copied().unwrap_or_default() as i64;
    let mut out = Vec::with_capacity(offsets.len() * width);
    for offset in offsets {
        let offset = *offset as i64;
        let offset = match input.is_wrong() {
            false => offset,
            true => match input.below(5) {
                0 => -1,
                1 => i64::from(i32::MIN),
                2 => 0,
                3 => most,
                _ => offset - 1,
            },
        };
        out.extend_from_slice(&offset.to_le_bytes()[..width]);
    }
    out
}

fn strings(parts: &mut Parts, width: usize, extent: &Extent, input: &mut Input<'_>) {
    let mut bytes = Vec::new();
    // Bytes before the first offset belong to no row.
    let mut places = vec![input.below(3)];
    bytes.resize(places[0], b'x');
    for _ in 0..extent.end {
        bytes.extend(texts::one(input));
        places.push(bytes.len());
    }
    let offsets = offsets(&places, width, input);
    parts.buffers.push(buffer(offsets, input));
    parts.buffers.push(buffer(bytes, input));
}

fn views(parts: &mut Parts, extent: &Extent, input: &mut Input<'_>) {
    let mut texts_of: [Vec<u8>; 2] = Default::default();
    let mut views = Vec::new();
    for _ in 0..extent.end {
        let text = texts::one(input);
        let mut view = [0_u8; 16];
        view[..4].copy_from_slice(&(text.len() as u32).to_le_bytes());
        if text.len() <= 12 {
            view[4..4 + text.len()].copy_from_slice(&text);
        } else {
            let at = input.below(2);
            view[4..8].copy_from_slice(&text[..4]);
            view[8..12].copy_from_slice(&(at as u32).to_le_bytes());
            view[12..].copy_from_slice(&(texts_of[at].len() as u32).to_le_bytes());
            texts_of[at].extend_from_slice(&text);
        }
        if input.is_wrong() {
            view[input.below(16)] = input.byte();
        }
        views.extend_from_slice(&view);
    }
    let mut lengths = Vec::new();
    for text in &texts_of {
        let length = text.len() as i64;
        let length = match input.is_wrong() {
            false => length,
            true => input.pick(&[-1, 0, length / 2, i64::MIN]),
        };
        lengths.extend_from_slice(&length.to_le_bytes());
    }
    parts.buffers.push(buffer(views, input));
    for text in texts_of {
        parts.buffers.push(buffer(text, input));
    }
    parts.buffers.push(buffer(lengths, input));
}

fn list(parts: &mut Parts, column: &Column, width: usize, extent: &Extent, input: &mut Input<'_>) {
    let mut places = vec![input.below(3)];
    for _ in 0..extent.end {
        let last = places[places.len() - 1];
        places.push(last + input.below(4));
    }
    let offsets = offsets(&places, width, input);
    parts.buffers.push(buffer(offsets, input));
    children(parts, column, places[places.len() - 1], input);
}

fn list_view(parts: &mut Parts, column: &Column, width: usize, extent: &Extent, input: &mut Input<'_>) {
    const ITEMS: usize = 5;
    let (mut from, mut sizes) = (Vec::new(), Vec::new());
    for _ in 0..extent.end {
        let start = input.below(ITEMS);
        from.push(start);
        sizes.push(input.below(ITEMS - start + 1));
    }
    for places in [from, sizes] {
        let places = offsets(&places, width, input);
        parts.buffers.push(buffer(places, input));
    }
    children(parts, column, ITEMS, input);
}

fn children(parts: &mut Parts, column: &Column, rows: usize, input: &mut Input<'_>) {
    let mut below = |child: &Option<Column>| child.as_ref().map(|child| array(child, rows, input));
    parts.children = column.children.iter().map(&mut below).collect();
}

/// What may be wrong with the numbers and the lists of an array.
fn wrong(mut parts: Parts, layout: Layout, input: &mut Input<'_>) -> Parts {
    if !input.is_wrong() {
        return parts;
    }
    match input.below(20) {
        0 => parts.length = -1,
        1 => parts.length = 0,
        2 => parts.length = (parts.length - 1).max(0),
        3 => parts.offset = -1,
        4 => parts.offset = i64::MAX,
        5 => parts.null_count = -2,
        6 => parts.null_count = parts.length + 1,
        7 => parts.null_count = (parts.null_count + 1).min(parts.length),
        8 => parts.n_buffers = Some(-1),
        9 => fewer_buffers(&mut parts, layout, input),
        10 => parts.buffers.push(None),
        11 => parts.no_buffers = true,
        12 => parts.n_children = Some(parts.children.len() as i64 - 1),
        13 => parts.no_children = true,
        14 => parts.children.push(None),
        15 => parts.dictionary = None,
        // More than there are, where any other number than the right one is refused before the list is read.
        16 if layout != Layout::Views => parts.n_buffers = Some(parts.buffers.len() as i64 + 1),
        17 => parts.n_buffers = Some(i64::MAX),
        18 => parts.n_children = Some(parts.children.len() as i64 + 1),
        // What is released has nothing any more: a child that says so is seen, a batch is the end of the stream.
        _ => parts.n_children = Some(-1),
    }
    parts
}

/// A list of buffers that says fewer. The last one of views holds the lengths of their texts, known by its place alone: to
/// say one fewer without leaving one out would be a lie about what the lengths are, and so about the texts.
fn fewer_buffers(parts: &mut Parts, layout: Layout, input: &mut Input<'_>) {
    let count = parts.buffers.len();
    match (layout, input.below(4)) {
        (Layout::Views, 0) => parts.n_buffers = Some(2),
        // No texts at all: of the third, nothing is read.
        (Layout::Views, 1) => parts.n_buffers = Some(3),
        // A text less, with the lengths behind the other.
        (Layout::Views, _) => drop(parts.buffers.remove(count - 2)),
        _ => parts.n_buffers = Some(count as i64 - 1),
    }
}
