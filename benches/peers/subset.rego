# The subset as a policy. `answer` is the mask and the retention date; the program around it adds up.
package subset

import rego.v1

words := {"", "无", "/", "—", "待定"}

stated(text) if not text in words

signed contains i if {
	some i, entry in input.sign_in.entries
	entry.signature.kind
}

signers contains number if {
	some i in signed
	number := input.sign_in.entries[i].person.employee_no
}

listed contains number if number := input.participants[_].person.employee_no

is_team if input.kind == "TeamActivity"

photos := [photo | some photo in input.photos; photo.digest]

retention := last if {
	day := to_number(replace(input.date, "-", "")) + 30000
	last := day - leap(day % 10000)
}

leap(229) := 1

leap(day) := 0 if day != 229

there[0] if stated(input.name)

there[1] if input.date

there[2] if {
	input.time.from
	input.time.to
}

there[3] if stated(input.place)

there[4] if stated(input.instructor.employee_no)

there[4] if stated(input.instructor.name)

there[5] if input.participants[0]

there[6] if stated(input.topic)

there[7] if {
	some run in input.content_summary.runs
	stated(run.text)
}

there[8] if stated(input.assessment.method)

there[9] if input.assessment.results[_].verdict

there[10] if input.recorder_signature.kind

there[11] if input.duration_minutes > 0

there[12] if count(signed) > 0

there[16] if count(photos) >= 3

there[17] if {
	some video in input.videos
	video.from
	video.to
}

asked_of_all := {1, 2, 5, 6, 7, 10}

asked := asked_of_all if is_team

else := asked_of_all | {0, 3, 4, 8, 9, 11, 12, 16, 17}

defects contains bit if {
	some bit in asked
	not there[bit]
}

defects contains 13 if count(input.sign_in.entries) > count(signed)

defects contains 14 if {
	input.sign_in
	count(listed - signers) > 0
}

defects contains 15 if count(signers - listed) > 0

defects contains 18 if {
	handed := time.parse_rfc3339_ns(input.package.handed_at)
	end := time.parse_rfc3339_ns(concat("", [input.date, "T", input.time.to, ":00+08:00"]))
	handed - end > ((24 * 3600) * 1000) * 1000000
}

defects contains 19 if {
	input.number
	not regex.match(`^[0-9]{4}-[A-Z]{2}-[A-Z]{2,3}-([0-9]{3}|[1-9][0-9]{3})$`, input.number)
}

defects contains 20 if to_number(replace(input.archive.retention_until, "-", "")) < retention

default last := 0

last := retention

answer := {"defects": defects, "retention": last}
