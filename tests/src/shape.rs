//! Records that chance makes from the field table: every field of every object, with values that each can hold. They mean
//! nothing, and reach what no record of a plant holds.

use anxun::record::{Bounds, Field, Shape, TrainingRecord, Type};
use anxun_benches::random::Random;
use serde_json::{Map, Value, json};

/// A record that can be read without a fault; the shares of its fields that are there differ from record to record.
#[must_use]
pub fn any_record(random: &mut Random) -> Value {
    let share = 1 + random.below(9);
    let mut record = object(TrainingRecord::shape(), share, random);
    record["schema_version"] = json!(1);
    record
}

fn object(shape: &Shape, share: usize, random: &mut Random) -> Value {
    let mut fields = Map::new();
    for field in shape.fields {
        if random.chance(share, 10) {
            fields.insert(field.name.to_owned(), value(field, &field.ty, share, random));
        }
    }
    Value::Object(fields)
}

fn value(field: &Field, ty: &Type, share: usize, random: &mut Random) -> Value {
    match ty {
        Type::Text => json!(text(field, random)),
        Type::Date => json!(date(random)),
        Type::Time => json!(time(random)),
        Type::Stamp => json!(format!("{}T{}{}", date(random), clock(random), offset(random))),
        Type::Count => json!(*random.pick(&[0, 1, 2, 60, 299, 300, 1440, u32::MAX])),
        Type::Flag => json!(random.chance(1, 2)),
        Type::Decimal => decimal(field, random),
        Type::Code(codes) => {
            let list = codes.list();
            let all: Vec<&str> = list.split(", ").collect();
            json!(*random.pick(&all))
        }
        Type::Object(shape) => object(shape, share, random),
        Type::List(item) => {
            let count = *random.pick(&[0, 1, 1, 2, 3]);
            Value::Array((0..count).map(|_| value(field, item, share, random)).collect())
        }
    }
}

fn text(field: &Field, random: &mut Random) -> String {
    if field.is_employee_no {
        return format!("E{}", 10_000 + random.below(40));
    }
    let plain = [
        "",
        " ",
        "无",
        "—",
        "a",
        "安全培训",
        " 车间 ",
        "Ａ１",
        "\"\\/",
        "é",
        "e\u{301}",
        "😀",
        "x\u{3000}y",
        "0",
        "null",
    ];
    let mut made = String::new();
    for _ in 0..=random.below(3) {
        let piece: &str = random.pick::<&str>(&plain);
        made.push_str(piece);
    }
    if field.is_long && random.chance(1, 4) {
        made.push_str("\n\t\r");
    }
    made
}

fn date(random: &mut Random) -> String {
    match random.below(12) {
        0 => (*random.pick(&["1900-01-01", "9999-12-31", "2000-02-29", "2003-12-31", "2027-01-01"])).to_owned(),
        _ => format!("20{:02}-{:02}-{:02}", random.between(20, 26), random.between(1, 12), random.between(1, 28)),
    }
}

fn clock(random: &mut Random) -> String {
    format!("{:02}:{:02}:{:02}", random.below(24), random.below(60), random.pick(&[0, 0, 59]))
}

fn time(random: &mut Random) -> String {
    if random.chance(1, 2) { clock(random) } else { format!("{:02}:{:02}", random.below(24), random.below(60)) }
}

fn offset(random: &mut Random) -> &'static str {
    random.pick::<&str>(&["+08:00", "+08:00", "+08:00", "Z", "-23:59", "+23:59", "+00:00"])
}

fn decimal(field: &Field, random: &mut Random) -> Value {
    let share = ["0", "1", "0.5", "1.0", "0.3333333333", "-0"];
    let score = ["0", "60", "59.99", "100", "150", "0.10", "9999999999999999999999999999"];
    let text = if field.bounds == Bounds::Share { *random.pick(&share) } else { *random.pick(&score) };
    // A number stands for the same as its text, as long as every reader keeps its digits.
    match text.parse::<u32>() {
        Ok(whole) if random.chance(1, 3) => json!(whole),
        _ => json!(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_chance_makes_can_be_read() {
        let mut random = Random::new(3);
        for _ in 0..50 {
            let record = any_record(&mut random);
            TrainingRecord::from_json(&record.to_string()).unwrap_or_else(|faults| panic!("{faults}: {record}"));
        }
    }
}
