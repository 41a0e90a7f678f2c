/**
 * SQL for a row of `mailboxes` as the audit log keeps it, the same as a single change writes: what edits many mailboxes at once audits them
 * in the statement that changes them. `row` is the row's name in that statement.
 */
export function auditedMailboxSql(row: 'm' | 'mailboxes' | 'edited' | 'added'): string {
  return `jsonb_build_object('number', ${row}.number, 'type', ${row}.type, 'owner', ${row}.owner,
    'maxMessageCount', ${row}.max_message_count, 'maxDurationSeconds', ${row}.max_duration_seconds,
    'activeGreetingType', ${row}.active_greeting_type, 'outputPhoneNumber', ${row}.output_phone_number,
    'locale', ${row}.locale, 'timeZone', ${row}.time_zone,
    'deletedAt', to_char(${row}.deleted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'profile', (SELECT name FROM voicemail_profiles WHERE id = ${row}.profile_id))`
}
