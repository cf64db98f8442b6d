//! What cannot be true inside one struct: facts in an impossible order, marks above full marks, fields of another
//! kind of training. Each is a fault: the fact is taken out, or with it the item of the list in which it stands.
