/* anxun (安训): the rules that training records of workplace safety must keep. The C door.
 *
 * This file is made from ffi/src by the test `header`; do not edit it.
 *
 * Conventions
 *
 * Status    Every call that can fail answers an int32_t: 0 is ANXUN_OK, anything else a positive ANXUN_ERR_… code. Codes are
 *           never used again for another meaning; a program has to be ready for codes that its header does not know.
 * Outputs   stand behind the inputs and are written only on success. An output that may be NULL says so.
 * Errors    The last parameter, AnxunError **error, may be NULL. Otherwise it gets an error on failure, which the caller
 *           frees with anxun_error_free; on success it is not written.
 * Texts     are UTF-8, pointer and length. AnxunStr is borrowed: as an argument it is only read during the call, as an
 *           answer it lives as long as the handle that it came from. AnxunString is owned by the caller: anxun_string_free.
 *           AnxunBytes are no text; the caller owns them: anxun_bytes_free.
 *           A text that is absent has data NULL; where an argument may be absent, its function says so.
 * Handles   are opaque. How one is passed says who owns it:
 *             const AnxunX *x    lent: stays with the caller, is not changed; threads may share it
 *             AnxunX *x          lent for a change: stays with the caller; one thread at a time
 *             AnxunX **x         as an input: handed over. The call consumes it, also when it fails, and sets *x to NULL
 *                                (only what is no living handle of the type is refused and left alone)
 *             AnxunX **x         as an output: given. The caller frees it with anxun_…_free
 *           Freeing NULL does nothing. A handle of another type is refused with ANXUN_ERR_WRONG_HANDLE. To use a handle
 *           after it was freed is an error of the program that the library cannot always notice.
 * Structures that begin with `size` have to have it set to their sizeof before a call.
 * Threads   The library starts none, keeps no global state and stores nothing. Calls may come from any thread.
 * Panics    An internal error is caught and answered as ANXUN_ERR_PANICKED.
 */


#ifndef ANXUN_H
#define ANXUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/** Success. */
#define ANXUN_OK 0
/** 指针为空: a pointer is null. */
#define ANXUN_ERR_NULL_POINTER 1
/** 文本不是有效的UTF-8: a text is not valid UTF-8. */
#define ANXUN_ERR_INVALID_UTF8 2
/** 句柄类型不符或已释放: a handle is of another type or not alive. */
#define ANXUN_ERR_WRONG_HANDLE 3
/** 内部错误（请报告）: an internal error was caught at the door (please report it). */
#define ANXUN_ERR_PANICKED 4
/** 没有此操作: there is no operation of that name. */
#define ANXUN_ERR_UNKNOWN_OPERATION 5
/** 字段表中没有此路径: the field table has no such pointer. */
#define ANXUN_ERR_UNKNOWN_POINTER 6
/** 调用方的回调要求停止: a callback of the caller asked to stop. */
#define ANXUN_ERR_CALLBACK 7
/** 读写失败: reading or writing failed. */
#define ANXUN_ERR_IO 8
/** 长度或结构大小不符: a length or the size of an option struct is wrong. */
#define ANXUN_ERR_WRONG_SIZE 9
/** 数据流已释放或读取失败: a stream was released, or its producer failed. */
#define ANXUN_ERR_STREAM_FAILED 10
/** 不是有效的JSON: the text is not valid JSON. */
#define ANXUN_ERR_SYNTAX 100
/** 值的类型不符: a value is of another type. */
#define ANXUN_ERR_TYPE 101
/** 缺少必需的值: a value that the question needs is missing. */
#define ANXUN_ERR_MISSING 102
/** 超过大小上限: a limit of size is passed. */
#define ANXUN_ERR_LIMIT 103
/** 同一对象中键重复: a known key stands twice in one object. */
#define ANXUN_ERR_DUPLICATE_KEY 104
/** 不支持的模式版本: the schema version is not supported. */
#define ANXUN_ERR_SCHEMA_VERSION 105
/** 未知代码: an unknown code. */
#define ANXUN_ERR_UNKNOWN_CODE 106
/** 不允许的字段: a field that is not allowed here. */
#define ANXUN_ERR_UNKNOWN_FIELD 107
/** 文本含控制字符: a text holds a control character. */
#define ANXUN_ERR_CONTROL_CHARACTER 108
/** 该字段属于另一种记录: the field belongs to another variant. */
#define ANXUN_ERR_OTHER_VARIANT 109
/** 列的结构自相矛盾: a column contradicts itself: its lengths, offsets or buffers. */
#define ANXUN_ERR_BAD_COLUMN 110
/** 日期或时间格式不符: a date or a time is not of the one accepted form. */
#define ANXUN_ERR_DATE_FORMAT 120
/** 时间缺少时区偏移: a stamp has no offset. */
#define ANXUN_ERR_OFFSET_REQUIRED 121
/** 已发生的事实晚于判断时刻: a fact that must be past lies after as_of. */
#define ANXUN_ERR_FUTURE_DATE 122
/** 先后次序不可能: two facts of one struct are in an impossible order. */
#define ANXUN_ERR_DATE_ORDER 123
/** 数值超出范围: a number is out of range. */
#define ANXUN_ERR_RANGE 124
/** 权重之和不为1: weights do not sum to exactly 1. */
#define ANXUN_ERR_WEIGHT_SUM 125
/** 标识重复: an identifier occurs twice. */
#define ANXUN_ERR_DUPLICATE_ID 126
/** 工号格式不符: an employee number does not match the pattern. */
#define ANXUN_ERR_BAD_EMPLOYEE_NO 127
/** 集合不能为空: a set that may not be empty is empty. */
#define ANXUN_ERR_EMPTY_SET 128
/** 缺少标识: an identifier is needed for this question. */
#define ANXUN_ERR_ID_REQUIRED 129
/** 日历未覆盖该日: the work calendar does not cover a day. */
#define ANXUN_ERR_CALENDAR_COVERAGE 140
/** 日历数据自相矛盾: the calendar contradicts itself. */
#define ANXUN_ERR_CALENDAR_CONFLICT 141
/** 缺少培训结束时间: the end of the session is not known. */
#define ANXUN_ERR_MISSING_END 142
/** 记录编号格式不符（NB-01）: the record number is malformed (NB-01). */
#define ANXUN_ERR_NUMBER_MALFORMED 160
/** 部门代码不在代码表（NB-02）: the department code is not in the table (NB-02). */
#define ANXUN_ERR_DEPARTMENT_UNKNOWN 161
/** 类型代码不在代码表（NB-03）: the type code is not in the table (NB-03). */
#define ANXUN_ERR_TYPE_UNKNOWN 162
/** 编号已使用或已作废: the number was already issued or voided. */
#define ANXUN_ERR_NUMBER_TAKEN 163
/** 编号不在预留段: the number does not lie in the reserved block. */
#define ANXUN_ERR_NUMBER_NOT_RESERVED 164
/** 序号已用尽: the sequence has no number left. */
#define ANXUN_ERR_SEQUENCE_END 165
/** 该时刻没有生效的制度版本: no version of the policy is in force at that stamp. */
#define ANXUN_ERR_POLICY_NOT_IN_FORCE 180
/** 制度参数相互矛盾: an alias was given another value than its key. */
#define ANXUN_ERR_POLICY_CONFLICT 181
/** 低于来源要求的值需说明理由: a value laxer than its source needs a reason. */
#define ANXUN_ERR_POLICY_NEEDS_REASON 182
/** 法定要素不得取消: a statutory element may not be switched off. */
#define ANXUN_ERR_STATUTORY_ELEMENT 183
/** 没有此参数: there is no parameter of that key. */
#define ANXUN_ERR_UNKNOWN_PARAMETER 184
/** 参数未设定: a parameter that the question needs is not set. */
#define ANXUN_ERR_PARAMETER_MISSING 185
/** 企业名称仍是占位符: the name is still the placeholder. */
#define ANXUN_ERR_PLACEHOLDER_NAME 200
/** 组织层级成环: the tree of units has a cycle. */
#define ANXUN_ERR_ORG_CYCLE 201
/** 单位代码重复: a unit code occurs twice. */
#define ANXUN_ERR_DUPLICATE_CODE 202
/** 未知单位: a unit is not in the tree. */
#define ANXUN_ERR_UNKNOWN_UNIT 203
/** 人员标识合并成环或有两个目标: an alias has a cycle or two targets. */
#define ANXUN_ERR_ALIAS_CONFLICT 204
/** 事件被拒绝: an event was refused. */
#define ANXUN_ERR_REFUSED 220
/** 台账的中间状态损坏或不完整: the partial state of a register is damaged or cut off. */
#define ANXUN_ERR_STATE_MALFORMED 240
/** 台账的中间状态来自另一情境: the partial state of a register is of another context. */
#define ANXUN_ERR_STATE_MISMATCH 241


/**
 * Version of the interface: it changes when a program that was built with an older header could break.
 */
#define ANXUN_ABI_VERSION 1

/**
 * The person may work.
 */
#define ANXUN_MAY_YES 1

/**
 * The person may not work.
 */
#define ANXUN_MAY_NO 2

/**
 * It cannot be judged: never to be taken for yes.
 */
#define ANXUN_MAY_UNKNOWN 3

/**
 * A reserved block of numbers, with one owner. One thread at a time.
 */
typedef struct AnxunBlock AnxunBlock;

/**
 * A work calendar with make-up working days (调休). It never changes: threads may share it.
 */
typedef struct AnxunCalendar AnxunCalendar;

/**
 * A stream of records as columns on its way through a register. One thread at a time.
 */
typedef struct AnxunColumns AnxunColumns;

/**
 * What a review needs beside the record, prepared once for many records. Once it is set up, threads may share it.
 */
typedef struct AnxunContext AnxunContext;

/**
 * A record on its way. One thread at a time.
 */
typedef struct AnxunDraft AnxunDraft;

/**
 * Why a call failed: its first fault, and all of them as JSON.
 */
typedef struct AnxunError AnxunError;

/**
 * A record number such as `2023-AJ-SC-001`. It never changes: threads may share it. Texts are borrowed from it.
 */
typedef struct AnxunNumber AnxunNumber;

/**
 * Units, people, spells of employment and roles. It never changes: threads may share it.
 */
typedef struct AnxunOrganisation AnxunOrganisation;

/**
 * The versions of the policy by the day on which each takes effect. It never changes: threads may share it.
 */
typedef struct AnxunPolicy AnxunPolicy;

/**
 * A training record. It never changes: threads may share it.
 */
typedef struct AnxunRecord AnxunRecord;

/**
 * A register on its way. One thread at a time; several threads take a part each and merge.
 */
typedef struct AnxunRegister AnxunRegister;

/**
 * A review. It never changes: threads may share it. Texts of its getters are borrowed from it.
 */
typedef struct AnxunReview AnxunReview;

/**
 * The counter of one scope (year, department, type): what a host keeps in one row. One thread at a time.
 */
typedef struct AnxunSequence AnxunSequence;

/**
 * Counts behind the quality rates, by department and month. One thread at a time; several threads count a part each and
 * merge.
 */
typedef struct AnxunTally AnxunTally;

/**
 * People with their spells, certificates and trainings, what posts ask for, and the numbers that decide. It never changes:
 * threads may share it.
 */
typedef struct AnxunWorkforce AnxunWorkforce;

/**
 * `struct ArrowArrayStream` of the Arrow C stream interface, which the header of the program defines.
 */
typedef struct ArrowArrayStream ArrowArrayStream;

/**
 * `struct ArrowSchema` of the Arrow C data interface, which the header of the program defines.
 */
typedef struct ArrowSchema ArrowSchema;

/**
 * A text that the caller owns and frees with `anxun_string_free`. A NUL that `len` does not count stands behind it.
 */
typedef struct {
    /**
     * First byte.
     */
    const char *data;
    /**
     * Bytes.
     */
    size_t len;
} AnxunString;

/**
 * Bytes that the caller owns and frees with `anxun_bytes_free`: no text.
 */
typedef struct {
    /**
     * First byte.
     */
    const uint8_t *data;
    /**
     * How many.
     */
    size_t len;
} AnxunBytes;

/**
 * A text that somebody else owns: pointer and length in bytes, UTF-8, not necessarily ended by a NUL. As an argument it
 * is read during the call only. As an answer it is valid as long as the handle that it came from lives unchanged. An
 * absent text has `data` NULL; an empty one has `len` 0 and `data` not NULL.
 */
typedef struct {
    /**
     * First byte.
     */
    const char *data;
    /**
     * Bytes.
     */
    size_t len;
} AnxunStr;

/**
 * A day.
 */
typedef struct {
    /**
     * Year, 1900 to 9999.
     */
    int32_t year;
    /**
     * Month, 1 to 12.
     */
    uint8_t month;
    /**
     * Day of the month, from 1.
     */
    uint8_t day;
} AnxunDate;

/**
 * Limits of size of a record. `size` has to be set to `sizeof(AnxunLimits)`; 0 in another field is the usual limit.
 */
typedef struct {
    /**
     * `sizeof(AnxunLimits)`.
     */
    size_t size;
    /**
     * Characters of a one-line text.
     */
    size_t text;
    /**
     * Characters of a long text.
     */
    size_t long_text;
    /**
     * Items of one list.
     */
    size_t list;
    /**
     * Bytes of one document.
     */
    size_t document;
    /**
     * Levels of nesting.
     */
    size_t nesting;
    /**
     * Faults of one document.
     */
    size_t faults;
} AnxunLimits;

/**
 * One finding. `size` has to be set to `sizeof(AnxunFinding)` before the call. Texts are borrowed from the review; one
 * that does not apply is absent.
 */
typedef struct {
    /**
     * `sizeof(AnxunFinding)`.
     */
    size_t size;
    /**
     * Code of the rule, such as `TP-05`.
     */
    AnxunStr code;
    /**
     * Severity: `E` or `W`.
     */
    AnxunStr severity;
    /**
     * Grade of the defect: `Minor`, `General`, `Severe`; absent where the rule has none.
     */
    AnxunStr grade;
    /**
     * JSON pointer in the record.
     */
    AnxunStr path;
    /**
     * What was observed; employee numbers are masked unless the context reveals them.
     */
    AnxunStr observed;
    /**
     * What was expected.
     */
    AnxunStr expected;
    /**
     * By when it has to be mended, RFC 3339; absent where nothing is due.
     */
    AnxunStr due;
    /**
     * How it is mended; absent where the rule has no remedy.
     */
    AnxunStr remedy;
    /**
     * The finding in Chinese.
     */
    AnxunStr message_zh;
    /**
     * The finding in English.
     */
    AnxunStr message_en;
    /**
     * Identity: the same in every run.
     */
    AnxunStr id;
    /**
     * Whether the record explains it (only of severity `W`).
     */
    bool explained;
    /**
     * Whether the grade is suspected until somebody confirms it.
     */
    bool suspected;
} AnxunFinding;

/**
 * A rule that could not be judged. `size` has to be set to `sizeof(AnxunNotAssessed)` before the call.
 */
typedef struct {
    /**
     * `sizeof(AnxunNotAssessed)`.
     */
    size_t size;
    /**
     * Code of the rule.
     */
    AnxunStr code;
    /**
     * Why, such as `FacetAbsent`.
     */
    AnxunStr reason;
    /**
     * Why, in Chinese.
     */
    AnxunStr reason_zh;
    /**
     * Why, in English.
     */
    AnxunStr reason_en;
} AnxunNotAssessed;

/**
 * What becomes of one line, as JSON that is valid during the call. Any other answer than 0 stops the reading. It may not
 * use the register, throw or jump out.
 */
typedef int32_t (*AnxunEntryCallback)(void *user_data, AnxunStr entry);

/**
 * A finding between records, as JSON that is valid during the call. Any other answer than 0 stops the telling. It may not
 * throw or jump out.
 */
typedef int32_t (*AnxunFindingCallback)(void *user_data, AnxunStr finding);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Frees a text and sets it to NULL and 0, so that freeing it twice does nothing. NULL is left alone. The length has to
 * be the one that was given.
 */
void anxun_string_free(AnxunString *string);

/**
 * Frees bytes and sets them to NULL and 0, so that freeing them twice does nothing. NULL is left alone. The length has to
 * be the one that was given.
 */
void anxun_bytes_free(AnxunBytes *bytes);

/**
 * The status that the call returned, `ANXUN_ERR_…`. For NULL `ANXUN_ERR_NULL_POINTER`, for what is no error
 * `ANXUN_ERR_WRONG_HANDLE`.
 */
int32_t anxun_error_code(const AnxunError *error);

/**
 * The name of the code, such as `DateFormat`. Borrowed from the error, like every text of it.
 */
AnxunStr anxun_error_name(const AnxunError *error);

/**
 * What happened, where, what was found and what was expected, in English. Holds no data of a person.
 */
AnxunStr anxun_error_message(const AnxunError *error);

/**
 * The same in Chinese (中文).
 */
AnxunStr anxun_error_message_zh(const AnxunError *error);

/**
 * JSON pointer to the place; empty for the whole of the document.
 */
AnxunStr anxun_error_path(const AnxunError *error);

/**
 * What was found there.
 */
AnxunStr anxun_error_found(const AnxunError *error);

/**
 * What was expected there.
 */
AnxunStr anxun_error_expected(const AnxunError *error);

/**
 * All faults as JSON: `[{"code","path","found","expected"}]`.
 */
AnxunStr anxun_error_json(const AnxunError *error);

/**
 * Frees an error. NULL is left alone.
 */
void anxun_error_free(AnxunError *error);

/**
 * The version of the library, such as `0.1.0`. Static; a NUL stands behind it.
 */
AnxunStr anxun_version(void);

/**
 * The version of the interface of the library at hand; `ANXUN_ABI_VERSION` is that of the header. They have to be equal.
 */
uint32_t anxun_abi_version(void);

/**
 * The JSON door: answers any operation of `operation.list` by name. The answer is canonical JSON, the same bytes in every
 * language. The caller owns `answer`.
 */
int32_t anxun_call(AnxunStr operation,
                   AnxunStr request,
                   AnxunString *answer,
                   AnxunError **error);

/**
 * Explains a rule such as `TP-05`: what it asks, why, what its findings hold, how they weigh, what mends them by when, clauses,
 * law, parameters. `lang` is `zh` or `en`; absent is `zh`. The caller owns `text`.
 */
int32_t anxun_explain(AnxunStr code,
                      AnxunStr lang,
                      AnxunString *text,
                      AnxunError **error);

/**
 * The built-in calendar of China. The caller owns `calendar`.
 */
int32_t anxun_calendar_china(AnxunCalendar **calendar, AnxunError **error);

/**
 * A calendar from JSON: `{"name","covered":{"from","to"},"years":[{"year","source","off","work"}]}`. Data that
 * contradicts itself is refused at its place. The caller owns `calendar`.
 */
int32_t anxun_calendar_from_json(AnxunStr json,
                                 AnxunCalendar **calendar,
                                 AnxunError **error);

/**
 * A new calendar of `base` and the days of `json`, which must touch those of `base` without overlap: how a host adds
 * the next year. `base` stays as it is. The caller owns `calendar`.
 */
int32_t anxun_calendar_with_json(const AnxunCalendar *base,
                                 AnxunStr json,
                                 AnxunCalendar **calendar,
                                 AnxunError **error);

/**
 * The calendar as JSON that `anxun_calendar_from_json` reads. The caller owns `json`.
 */
int32_t anxun_calendar_to_json(const AnxunCalendar *calendar, AnxunString *json, AnxunError **error);

/**
 * Whether the day is worked. A day that the calendar does not cover is an error that names it.
 */
int32_t anxun_calendar_is_working_day(const AnxunCalendar *calendar,
                                      AnxunDate date,
                                      bool *is_working_day,
                                      AnxunError **error);

/**
 * The day that is `days` working days after `date`, which itself is not counted. With 0 it is the day itself or the next
 * working day.
 */
int32_t anxun_calendar_add_working_days(const AnxunCalendar *calendar,
                                        AnxunDate date,
                                        uint32_t days,
                                        AnxunDate *due,
                                        AnxunError **error);

/**
 * How many working days lie from `from` to `to`, both included.
 */
int32_t anxun_calendar_working_days_between(const AnxunCalendar *calendar,
                                            AnxunDate from,
                                            AnxunDate to,
                                            uint32_t *count,
                                            AnxunError **error);

/**
 * The first and the last day that the calendar covers.
 */
int32_t anxun_calendar_covered(const AnxunCalendar *calendar,
                               AnxunDate *from,
                               AnxunDate *to,
                               AnxunError **error);

/**
 * Whether the calendar ends within 60 days of `as_of` (RFC 3339 with offset), or has ended: add the next year then.
 */
int32_t anxun_calendar_ends_soon(const AnxunCalendar *calendar,
                                 AnxunStr as_of,
                                 bool *ends_soon,
                                 AnxunError **error);

/**
 * The notice on which a day rests (依据), borrowed from the calendar; absent for a day that is not covered.
 */
int32_t anxun_calendar_source(const AnxunCalendar *calendar,
                              AnxunDate date,
                              AnxunStr *source,
                              AnxunError **error);

/**
 * Frees a calendar. NULL is left alone.
 */
void anxun_calendar_free(AnxunCalendar *calendar);

/**
 * The policy of the scheme in its revised form. The caller owns `policy`.
 */
int32_t anxun_policy_seed(AnxunPolicy **policy, AnxunError **error);

/**
 * The policy of the scheme before and after its revision of 2023. The caller owns `policy`.
 */
int32_t anxun_policy_seed_revised_on(AnxunDate revised_on, AnxunPolicy **policy, AnxunError **error);

/**
 * A policy from JSON: `{"versions":[{"effective_from","label","set":{…},"reasons":{…}}]}`. The caller owns `policy`.
 */
int32_t anxun_policy_from_json(AnxunStr json,
                               AnxunPolicy **policy,
                               AnxunError **error);

/**
 * The policy as JSON that `anxun_policy_from_json` reads. The caller owns `json`.
 */
int32_t anxun_policy_to_json(const AnxunPolicy *policy, AnxunString *json, AnxunError **error);

/**
 * Names each value that is laxer than its source, as the JSON of `policy.validate`; with `strict` not 0 a lax value
 * without a reason is an error. The caller owns `warnings`.
 */
int32_t anxun_policy_validate(const AnxunPolicy *policy,
                              int32_t strict,
                              AnxunString *warnings,
                              AnxunError **error);

/**
 * Frees a policy. NULL is left alone.
 */
void anxun_policy_free(AnxunPolicy *policy);

/**
 * An organisation from JSON. The caller owns `organisation`.
 */
int32_t anxun_organisation_from_json(AnxunStr json, AnxunOrganisation **organisation, AnxunError **error);

/**
 * The organisation as canonical JSON; it holds names. The caller owns `json`.
 */
int32_t anxun_organisation_to_json(const AnxunOrganisation *organisation,
                                   AnxunString *json,
                                   AnxunError **error);

/**
 * Frees an organisation. NULL is left alone.
 */
void anxun_organisation_free(AnxunOrganisation *organisation);

/**
 * A context at a moment (`as_of`, RFC 3339 with offset), without people, with masked employee numbers. Policy and calendar
 * are copied: they stay with the caller. The caller owns `context`.
 */
int32_t anxun_context_new(const AnxunPolicy *policy,
                          const AnxunCalendar *calendar,
                          AnxunStr as_of,
                          AnxunContext **context,
                          AnxunError **error);

/**
 * Gives the context the people and units of an organisation, which is copied and stays with the caller. What was made
 * with the context before (a register) keeps what it had; so for the other setters.
 */
int32_t anxun_context_set_organisation(AnxunContext *context,
                                       const AnxunOrganisation *organisation,
                                       AnxunError **error);

/**
 * Whether findings show employee numbers whole (not 0) or masked (0).
 */
int32_t anxun_context_set_reveal(AnxunContext *context, int32_t reveal, AnxunError **error);

/**
 * Sets the limits of size.
 */
int32_t anxun_context_set_limits(AnxunContext *context, const AnxunLimits *limits, AnxunError **error);

/**
 * Frees a context. NULL is left alone.
 */
void anxun_context_free(AnxunContext *context);

/**
 * A record from JSON, whole or not at all. To judge a record in spite of faults, hand the text to `anxun_review_json`. The
 * caller owns `record`.
 */
int32_t anxun_record_from_json(AnxunStr json,
                               AnxunRecord **record,
                               AnxunError **error);

/**
 * The record as canonical JSON; absent facts are not written. The caller owns `json`.
 */
int32_t anxun_record_to_json(const AnxunRecord *record, AnxunString *json, AnxunError **error);

/**
 * By when the steps of the record are due, as the JSON of `record.deadlines`. The caller owns `json`.
 */
int32_t anxun_record_deadlines_json(const AnxunContext *context,
                                    const AnxunRecord *record,
                                    AnxunString *json,
                                    AnxunError **error);

/**
 * Frees a record. NULL is left alone.
 */
void anxun_record_free(AnxunRecord *record);

/**
 * A draft that holds nothing but the schema version. The caller owns `draft`.
 */
int32_t anxun_draft_new(AnxunDraft **draft, AnxunError **error);

/**
 * Sets a text, a date, a time, a stamp or a code at a JSON pointer such as `/participants/0/person/employee_no`. The
 * field table (`record.schema`) says what there is: another pointer is `ANXUN_ERR_UNKNOWN_POINTER`, another type
 * `ANXUN_ERR_TYPE`. An index equal to the length of its list appends; `-` and gaps are refused. Of a call that fails
 * nothing stays in the draft; so for the other setters.
 */
int32_t anxun_draft_set_text(AnxunDraft *draft,
                             AnxunStr pointer,
                             AnxunStr text,
                             AnxunError **error);

/**
 * Sets a whole number.
 */
int32_t anxun_draft_set_count(AnxunDraft *draft, AnxunStr pointer, uint32_t count, AnxunError **error);

/**
 * Sets a flag: 0 is false, everything else true.
 */
int32_t anxun_draft_set_flag(AnxunDraft *draft, AnxunStr pointer, int32_t flag, AnxunError **error);

/**
 * Sets a decimal (a score, a share, an amount), written as a text such as `87.5`.
 */
int32_t anxun_draft_set_decimal(AnxunDraft *draft, AnxunStr pointer, AnxunStr decimal, AnxunError **error);

/**
 * Takes a value, an object or a whole list out. Of a list only the last item can be taken out.
 */
int32_t anxun_draft_unset(AnxunDraft *draft, AnxunStr pointer, AnxunError **error);

/**
 * Sets one column of a list at once: `values[i]` at `list` `/i` `field`, such as `/participants` and
 * `/person/employee_no`; `field` is empty for a list of plain values. Every type is written as a text: a flag is `true`
 * or `false`. An absent value leaves its item alone, or makes it where it is not there yet.
 */
int32_t anxun_draft_rows(AnxunDraft *draft,
                         AnxunStr list,
                         AnxunStr field,
                         const AnxunStr *values,
                         size_t count,
                         AnxunError **error);

/**
 * Makes the record of a draft, whole or not at all. Consumes the draft in either case: `*draft` becomes NULL. The caller
 * owns `record`.
 */
int32_t anxun_draft_finish(AnxunDraft **draft,
                           AnxunRecord **record,
                           AnxunError **error);

/**
 * Frees a draft that was not finished. NULL is left alone.
 */
void anxun_draft_free(AnxunDraft *draft);

/**
 * Reviews a record. The caller owns `review`.
 */
int32_t anxun_review_record(const AnxunContext *context,
                            const AnxunRecord *record,
                            AnxunReview **review,
                            AnxunError **error);

/**
 * Reviews a record as JSON in spite of faults outside its head, which are listed in the review. The caller owns `review`.
 */
int32_t anxun_review_json(const AnxunContext *context,
                          AnxunStr json,
                          AnxunReview **review,
                          AnxunError **error);

/**
 * Whether the record passes: valid or exempt, complete, and no finding of severity `E`.
 */
int32_t anxun_review_passes(const AnxunReview *review, bool *passes);

/**
 * Whether the proofs stand (有效性): `Valid`, `Invalid`, `Exempt`, `Unknown`.
 */
int32_t anxun_review_validity(const AnxunReview *review, AnxunStr *validity);

/**
 * Whether elements and musts stand (完整性): `Complete`, `Incomplete`, `Unknown`.
 */
int32_t anxun_review_completeness(const AnxunReview *review, AnxunStr *completeness);

/**
 * Grade of the worst defect: `Minor`, `General`, `Severe`; absent without one.
 */
int32_t anxun_review_grade(const AnxunReview *review, AnxunStr *grade);

/**
 * The record's number as written; absent without one.
 */
int32_t anxun_review_number(const AnxunReview *review, AnxunStr *number);

/**
 * How many findings there are.
 */
int32_t anxun_review_finding_count(const AnxunReview *review, size_t *count);

/**
 * The finding at `index`, from 0. An index that is not there is `ANXUN_ERR_RANGE`.
 */
int32_t anxun_review_finding(const AnxunReview *review, size_t index, AnxunFinding *finding);

/**
 * How many rules could not be judged.
 */
int32_t anxun_review_not_assessed_count(const AnxunReview *review, size_t *count);

/**
 * The rule that could not be judged at `index`, from 0. An index that is not there is `ANXUN_ERR_RANGE`.
 */
int32_t anxun_review_not_assessed(const AnxunReview *review, size_t index, AnxunNotAssessed *not_assessed);

/**
 * The whole review as canonical JSON, the bytes of `check.review`. The caller owns `json`.
 */
int32_t anxun_review_to_json(const AnxunReview *review, AnxunString *json, AnxunError **error);

/**
 * Frees a review. NULL is left alone.
 */
void anxun_review_free(AnxunReview *review);

/**
 * A register with nothing in it. The context is shared, not taken. `inputs` is JSON (`verifications`, `rectifications`,
 * `voids`, `tombstones`, `compare_records`) or absent. The caller owns `stream`.
 */
int32_t anxun_register_new(const AnxunContext *context,
                           AnxunStr inputs,
                           AnxunRegister **stream,
                           AnxunError **error);

/**
 * Gives a register a temporary file in `folder` (absent: that of the system) for what memory is not to hold: beyond `memory`
 * bytes (0: 32 MiB) for each part, numbers and what is compared between records go there. To be said before the first line
 * and before parts are made, which share the file. It has no name and is gone with the process. A disk that is full is told
 * at the end as `ANXUN_ERR_IO`.
 */
int32_t anxun_register_spill(AnxunRegister *stream,
                             AnxunStr folder,
                             size_t memory,
                             AnxunError **error);

/**
 * An empty part with the same context and inputs, for another thread; merge it at the end. The caller owns `part`.
 */
int32_t anxun_register_part(const AnxunRegister *stream,
                            AnxunRegister **part,
                            AnxunError **error);

/**
 * Judges one line (a record as JSON); `line` counts from 1 over the whole register. A line that cannot be judged is no
 * error: it is counted, and its entry says why. `entry` gets what became of it as JSON, or may be NULL. The caller owns
 * `entry`.
 */
int32_t anxun_register_push(AnxunRegister *stream,
                            uint64_t line,
                            AnxunStr json,
                            AnxunString *entry,
                            AnxunError **error);

/**
 * Judges a buffer of JSON Lines, of which the first is `first_line`. `callback` gets what became of each line that is not
 * blank, or may be NULL; where it answers other than 0, reading stops behind that line with `ANXUN_ERR_CALLBACK`. `lines`
 * gets the number of lines read in either case, or may be NULL. A line has to lie in the buffer whole.
 */
int32_t anxun_register_review_lines(AnxunRegister *stream,
                                    uint64_t first_line,
                                    AnxunStr buffer,
                                    AnxunEntryCallback callback,
                                    void *user_data,
                                    uint64_t *lines,
                                    AnxunError **error);

/**
 * Adds another part of the register, in any order. Consumes the part, whatever comes of it: `*part` becomes NULL. A part of
 * another context or of other inputs, or one that counts voids and rectifications a second time, is
 * `ANXUN_ERR_STATE_MISMATCH` with the place of the difference, and nothing is added.
 */
int32_t anxun_register_merge(AnxunRegister *stream,
                             AnxunRegister **part,
                             AnxunError **error);

/**
 * What was judged so far as bytes, for `anxun_register_merge_state` in another process or on another machine: all that the
 * summary needs, 32 bytes of each record, and 45 of each person, image and package where records are compared. Equal content has equal bytes. The caller owns `state`.
 */
int32_t anxun_register_state(const AnxunRegister *stream,
                             AnxunBytes *state,
                             AnxunError **error);

/**
 * Adds what another register judged, from the `len` bytes of its state. States merge in any order; whoever merges one twice
 * counts its records twice. Damaged bytes are `ANXUN_ERR_STATE_MALFORMED`, the state of another context, other inputs or
 * another version of the library `ANXUN_ERR_STATE_MISMATCH`; then nothing is added.
 */
int32_t anxun_register_merge_state(AnxunRegister *stream,
                                   const uint8_t *state,
                                   size_t len,
                                   AnxunError **error);

/**
 * The summary as canonical JSON: totals, rates, departments, findings between records, lists. Consumes the register:
 * `*stream` becomes NULL. The caller owns `summary`.
 */
int32_t anxun_register_finish(AnxunRegister **stream,
                              AnxunString *summary,
                              AnxunError **error);

/**
 * The summary, and before it each finding between records by a callback: the summary lists only the first thousand of each
 * code. Where the callback answers other than 0, there is no summary, and the answer is `ANXUN_ERR_CALLBACK`. Consumes the
 * register: `*stream` becomes NULL. The caller owns `summary`.
 */
int32_t anxun_register_finish_with(AnxunRegister **stream,
                                   AnxunFindingCallback callback,
                                   void *user_data,
                                   AnxunString *summary,
                                   AnxunError **error);

/**
 * Frees a register that was not finished. NULL is left alone.
 */
void anxun_register_free(AnxunRegister *stream);

/**
 * The documented schema of a record as columns: every field of the record, all nullable, with clause, unit, facet and
 * meaning in the metadata. The caller owns `schema` and releases it. What stood there is not released.
 */
int32_t anxun_columns_schema(ArrowSchema *schema,
                             AnxunError **error);

/**
 * Takes a stream of record batches over, one record a row, and looks at its schema: a column of another type is an error
 * that names the column, what was found and what is expected, before any row is judged. `first_line` is the line of the
 * first record, 1 where nothing stands before it. `records` is consumed: it is marked as released whatever comes of it, and
 * may be gone when this returns. The caller owns `columns`.
 */
int32_t anxun_columns_new(ArrowArrayStream *records,
                          uint64_t first_line,
                          AnxunColumns **columns,
                          AnxunError **error);

/**
 * What is known of the columns, as JSON: `{"absent_facets":[…],"unknown":[…],"unknown_count":0}`. Facets without a column
 * are not assessed; columns that the record does not know are not read, the first hundred are named. The caller owns
 * `json`.
 */
int32_t anxun_columns_notes(AnxunColumns *columns,
                            AnxunString *json,
                            AnxunError **error);

/**
 * Judges the next batch into a register. `rows` gets how many records it had; at the end of the stream it gets 0 and no
 * table is written. Else `verdicts` (one row a record), `findings` and `faults` each get a stream of one table, which the
 * caller owns and releases; each may be NULL, and what stood there is not released. A batch that contradicts itself
 * (lengths, offsets, texts that are no UTF-8) is not read: its rows are counted as failed, and the next batch can be asked
 * for. An empty batch is passed over.
 */
int32_t anxun_columns_next(AnxunColumns *columns,
                           AnxunRegister *stream,
                           uint64_t *rows,
                           ArrowArrayStream *verdicts,
                           ArrowArrayStream *findings,
                           ArrowArrayStream *faults,
                           AnxunError **error);

/**
 * Frees a stream of columns; what it had not given out is released. NULL is left alone.
 */
void anxun_columns_free(AnxunColumns *columns);

/**
 * Judges a whole stream of record batches into a register: `anxun_columns_new` and `anxun_columns_next` to the end. All
 * tables are kept until then; for a long stream take it batch by batch. `records` is consumed. `rows` gets the number of
 * records, or may be NULL; `verdicts`, `findings` and `faults` as for `anxun_columns_next`. Where the producer fails, what
 * was judged before stays counted in the register, and no table is written.
 */
int32_t anxun_register_review_columns(AnxunRegister *stream,
                                      uint64_t first_line,
                                      ArrowArrayStream *records,
                                      uint64_t *rows,
                                      ArrowArrayStream *verdicts,
                                      ArrowArrayStream *findings,
                                      ArrowArrayStream *faults,
                                      AnxunError **error);

/**
 * A tally with nothing in it. The caller owns `tally`.
 */
int32_t anxun_tally_new(AnxunTally **tally, AnxunError **error);

/**
 * Judges a record and counts it. Where it was sampled, `verified` is the number of its items that were compared with
 * reality and `matching` the number of those that matched; else both are 0.
 */
int32_t anxun_tally_add(AnxunTally *tally,
                        const AnxunContext *context,
                        const AnxunRecord *record,
                        uint32_t matching,
                        uint32_t verified,
                        AnxunError **error);

/**
 * Counts a rectification (JSON, as in the inputs of a register) at the moment of the context.
 */
int32_t anxun_tally_add_rectification(AnxunTally *tally,
                                      const AnxunContext *context,
                                      AnxunStr json,
                                      AnxunError **error);

/**
 * Adds the counts of another tally. Consumes it: `*other` becomes NULL.
 */
int32_t anxun_tally_merge(AnxunTally *tally, AnxunTally **other, AnxunError **error);

/**
 * The counts as canonical JSON, the same as `tally` in the summary of a register. The caller owns `json`.
 */
int32_t anxun_tally_to_json(const AnxunTally *tally, AnxunString *json, AnxunError **error);

/**
 * Frees a tally. NULL is left alone.
 */
void anxun_tally_free(AnxunTally *tally);

/**
 * Reads a number strictly, byte for byte. The caller owns `number`.
 */
int32_t anxun_number_parse(AnxunStr text, AnxunNumber **number, AnxunError **error);

/**
 * Reads a number as people write it (full-width letters, other dashes, small letters, digits of the sequence). `changes`
 * gets what was normalised as JSON (a list, empty where nothing was), or may be NULL. The caller owns `number` and
 * `changes`.
 */
int32_t anxun_number_parse_lenient(AnxunStr text,
                                   AnxunNumber **number,
                                   AnxunString *changes,
                                   AnxunError **error);

/**
 * A number from its parts. The caller owns `number`.
 */
int32_t anxun_number_new(uint16_t year,
                         AnxunStr department,
                         AnxunStr training_type,
                         uint32_t sequence,
                         AnxunNumber **number,
                         AnxunError **error);

/**
 * The number as a text.
 */
int32_t anxun_number_text(const AnxunNumber *number, AnxunStr *text);

/**
 * Year (年度).
 */
int32_t anxun_number_year(const AnxunNumber *number, uint16_t *year);

/**
 * Department code (部门代码).
 */
int32_t anxun_number_department(const AnxunNumber *number, AnxunStr *department);

/**
 * Type code (培训类型代码).
 */
int32_t anxun_number_training_type(const AnxunNumber *number, AnxunStr *training_type);

/**
 * Sequence (序号), from 1.
 */
int32_t anxun_number_sequence(const AnxunNumber *number, uint32_t *sequence);

/**
 * Frees a number. NULL is left alone.
 */
void anxun_number_free(AnxunNumber *number);

/**
 * The counter of a scope as the host's row holds it: `next` is the next sequence number, 1 for a new scope. The caller
 * owns `sequence`.
 */
int32_t anxun_sequence_new(uint16_t year,
                           AnxunStr department,
                           AnxunStr training_type,
                           uint32_t next,
                           AnxunSequence **sequence,
                           AnxunError **error);

/**
 * The next number. Write the counter back on condition that the row still holds what was read. The caller owns `number`.
 */
int32_t anxun_sequence_next(AnxunSequence *sequence,
                            AnxunNumber **number,
                            AnxunError **error);

/**
 * The counter to be written back: the sequence number that comes next.
 */
int32_t anxun_sequence_position(const AnxunSequence *sequence, uint32_t *next);

/**
 * Reserves the next `count` numbers. The caller owns `block`.
 */
int32_t anxun_sequence_reserve(AnxunSequence *sequence,
                               uint32_t count,
                               AnxunBlock **block,
                               AnxunError **error);

/**
 * Voids a number of the scope that was given out, with a reason; `by` may be absent. `bearer` is the id of the record that
 * bears the number, which then cannot be voided, or absent. The entry of the ledger comes as JSON. The caller owns `entry`.
 */
int32_t anxun_sequence_void(const AnxunSequence *sequence,
                            const AnxunNumber *number,
                            AnxunStr reason,
                            AnxunStr by,
                            AnxunStr at,
                            AnxunStr bearer,
                            AnxunString *entry,
                            AnxunError **error);

/**
 * Frees a sequence. NULL is left alone.
 */
void anxun_sequence_free(AnxunSequence *sequence);

/**
 * A block as the host's row holds it: from `from` to `to`, of which `next` comes next. The caller owns `block`.
 */
int32_t anxun_block_new(uint16_t year,
                        AnxunStr department,
                        AnxunStr training_type,
                        uint32_t from,
                        uint32_t to,
                        uint32_t next,
                        AnxunBlock **block,
                        AnxunError **error);

/**
 * Takes the next number of the block. The caller owns `number`.
 */
int32_t anxun_block_take(AnxunBlock *block, AnxunNumber **number, AnxunError **error);

/**
 * First and last sequence number of the block, and the one that comes next (`to` + 1 where all are taken).
 */
int32_t anxun_block_range(const AnxunBlock *block, uint32_t *from, uint32_t *to, uint32_t *next);

/**
 * Gives a block back: its unused tail returns to the counter, or has to be voided where later numbers were given out;
 * `returned` says which, as JSON. Consumes the block: `*block` becomes NULL. The caller owns `returned`.
 */
int32_t anxun_block_give_back(AnxunBlock **block,
                              AnxunSequence *sequence,
                              AnxunString *returned,
                              AnxunError **error);

/**
 * Frees a block; what it reserved stays reserved. NULL is left alone.
 */
void anxun_block_free(AnxunBlock *block);

/**
 * Until when the record has to be kept, with every rule that applies, as the JSON of `retention.until`. The caller owns
 * `json`.
 */
int32_t anxun_retention_until(const AnxunContext *context,
                              const AnxunRecord *record,
                              AnxunString *json,
                              AnxunError **error);

/**
 * Whether the record may be destroyed; `reasons` gets each reason against, as the JSON of `retention.may_destroy`, or may be
 * NULL. The caller owns `reasons`.
 */
int32_t anxun_retention_may_destroy(const AnxunContext *context,
                                    const AnxunRecord *record,
                                    bool *allowed,
                                    AnxunString *reasons,
                                    AnxunError **error);

/**
 * A workforce from JSON (the `workforce` of `plan.may_work`), judged by `policy`. `presets` names presets of external law,
 * separated by commas, such as `Order3,ClassHour45`; it may be absent. `reveal` says whether answers show employee numbers
 * whole. What is wrong with one person's facts makes the answers of that person unknown, and is no error. The caller owns
 * `workforce`.
 */
int32_t anxun_workforce_from_json(AnxunStr json,
                                  const AnxunPolicy *policy,
                                  AnxunStr presets,
                                  bool reveal,
                                  AnxunWorkforce **workforce,
                                  AnxunError **error);

/**
 * Frees a workforce. NULL is left alone.
 */
void anxun_workforce_free(AnxunWorkforce *workforce);

/**
 * Whether an employee may work on a day. `post` and `operation` may be absent: the work of the own post. `may` gets
 * `ANXUN_MAY_YES`, `ANXUN_MAY_NO` or `ANXUN_MAY_UNKNOWN`. `valid_until` gets the last day on which the answer stays the same if
 * nothing happens, the zero date where no end is in sight; it may be NULL. `answer` gets the whole answer as the JSON of
 * `plan.may_work`, or may be NULL; the caller owns it. People without an
 * employee number are asked through `plan.may_work`.
 */
int32_t anxun_may_work(const AnxunWorkforce *workforce,
                       AnxunStr employee_no,
                       AnxunStr post,
                       AnxunStr operation,
                       AnxunDate date,
                       int32_t *may,
                       AnxunDate *valid_until,
                       AnxunString *answer,
                       AnxunError **error);

/**
 * Asks the workforce any operation that takes one (`plan.company`, `plan.hours`, `plan.person_file`, …): `request` is the
 * request of the operation without `workforce` and `terms`, `answer` the same bytes as through `anxun_call`. The caller owns
 * `answer`.
 */
int32_t anxun_workforce_ask(const AnxunWorkforce *workforce,
                            AnxunStr operation,
                            AnxunStr request,
                            AnxunString *answer,
                            AnxunError **error);

/**
 * Everybody on a day, and what lapses within `days` days after it, as Arrow tables: the answer of `plan.company` row for row.
 * `obligations` (one row a person and thing owed) and `lapses` each get a stream of one table in batches of at most 16384
 * rows, which the caller owns and releases; each may be NULL, and what stood there is not released. `notes` gets what
 * stands in no row, as JSON: `{"faults":[…],"not_employed":0,"strangers":0}`, or may be NULL. The caller owns `notes`.
 */
int32_t anxun_workforce_tables(const AnxunWorkforce *workforce,
                               AnxunDate date,
                               uint32_t days,
                               ArrowArrayStream *obligations,
                               ArrowArrayStream *lapses,
                               AnxunString *notes,
                               AnxunError **error);

/**
 * The schemas of the tables of `anxun_workforce_tables`, with the meaning of each column in the metadata. Each may be NULL.
 * The caller owns the schemas and releases them. What stood there is not released.
 */
int32_t anxun_workforce_tables_schema(ArrowSchema *obligations,
                                      ArrowSchema *lapses,
                                      AnxunError **error);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* ANXUN_H */

#ifndef ANXUN_STR_OF
#define ANXUN_STR_OF

/** Lends a text that ends with NUL; NULL becomes an absent text. */
static inline AnxunStr anxun_str(const char *text) {
    AnxunStr str;
    str.data = text;
    str.len = text == NULL ? 0 : strlen(text);
    return str;
}

#endif /* ANXUN_STR_OF */
