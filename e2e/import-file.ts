import type { RefusalCode } from '@/lib/imports/vocabulary'

const columns = [
  'Action',
  'Mailbox Number',
  'Type',
  'Owner',
  'Active Greeting Type',
  'Output Phone Number',
  'Locale',
  'Time Zone',
  'Max Message Count',
  'Max Duration',
  'Voicemail Profile',
  'Deleted',
] as const
type Cells = Partial<Record<(typeof columns)[number], string>>

const line = (cells: Cells) => `${columns.map((column) => cells[column] ?? '').join(',')}\r\n`

/** Codes that a check can give; the others only come up when somebody is faster than the import. */
export type CheckCode = Exclude<RefusalCode, `${string}-since-check`>

/** U+FFFD is written as a byte that UTF-8 does not know. */
const lostByte = '\uFFFD'

type Numbers = {
  /** A number that nobody has, another one each time. */
  fresh: () => string
  /** Of a mailbox that is there and stands elsewhere in the file, before these rows. */
  used: string
  /** Of a mailbox that is there and stands nowhere else in the file. */
  spare: () => string
}

/** A row for every code; one that is missing here does not compile. */
const refusedRows: Readonly<Record<CheckCode, (numbers: Numbers) => string>> = {
  'cell-count': ({ fresh }) => `,${fresh()},Agent,Ada\r\n`,
  'cell-too-long': ({ fresh }) => line({ 'Mailbox Number': fresh(), Owner: 'x'.repeat(2001) }),
  'undecodable-text': ({ fresh }) => line({ 'Mailbox Number': fresh(), Owner: `J${lostByte}rg` }),
  'control-character': ({ fresh }) => line({ 'Mailbox Number': fresh(), Owner: 'Ada\0' }),
  'direction-override': ({ fresh }) => line({ 'Mailbox Number': fresh(), Owner: 'Ada\u202Enab' }),
  'misplaced-quote': ({ fresh }) =>
    `,${fresh()},Agent,"Ada,,,,,,,\r\n${line({ 'Mailbox Number': fresh(), Type: 'Agent', Owner: '"Ben"' })}`,
  'number-missing': () => line({ Type: 'Agent', Owner: 'Ada' }),
  'number-invalid': () => line({ 'Mailbox Number': '<b>12-34</b>', Owner: 'Ada' }),
  'foreign-digits': () => line({ 'Mailbox Number': '٠٤١', Owner: 'Ada' }),
  'spreadsheet-number': () => line({ 'Mailbox Number': '1.23E+09', Owner: 'Ada' }),
  'spreadsheet-error': () => line({ 'Mailbox Number': '#REF!', Owner: 'Ada' }),
  formula: () => line({ 'Mailbox Number': '=A1+1', Owner: 'Ada' }),
  'action-unknown': ({ fresh }) => line({ Action: 'destroy', 'Mailbox Number': fresh(), Owner: 'Ada' }),
  'type-unknown': ({ fresh }) => line({ 'Mailbox Number': fresh(), Type: 'robot', Owner: 'Ada' }),
  'owner-invalid': ({ fresh }) => line({ 'Mailbox Number': fresh(), Owner: 'x'.repeat(121) }),
  'greeting-unknown': ({ fresh }) => line({ 'Mailbox Number': fresh(), Owner: 'Ada', 'Active Greeting Type': 'loud' }),
  'phone-number-invalid': ({ fresh }) =>
    line({ 'Mailbox Number': fresh(), Owner: 'Ada', 'Output Phone Number': '+49 30' }),
  'locale-unknown': ({ fresh }) => line({ 'Mailbox Number': fresh(), Owner: 'Ada', Locale: 'xx-YY' }),
  'time-zone-unknown': ({ fresh }) => line({ 'Mailbox Number': fresh(), Owner: 'Ada', 'Time Zone': 'Mars/Base' }),
  'message-count-invalid': ({ fresh }) => line({ 'Mailbox Number': fresh(), Owner: 'Ada', 'Max Message Count': '-5' }),
  'duration-invalid': ({ fresh }) => line({ 'Mailbox Number': fresh(), Owner: 'Ada', 'Max Duration': '3 s' }),
  'profile-name-invalid': ({ fresh }) =>
    line({ 'Mailbox Number': fresh(), Owner: 'Ada', 'Voicemail Profile': 'x'.repeat(81) }),
  'deleted-mailbox': ({ fresh }) =>
    line({ 'Mailbox Number': fresh(), Owner: 'Ada', Deleted: '2026-01-31T08:00:00.000Z' }),
  'not-resettable': ({ fresh }) => line({ 'Mailbox Number': fresh(), Owner: '/d' }),
  'duplicate-in-file': ({ used }) => line({ 'Mailbox Number': used, Owner: 'Ada' }),
  'already-exists': ({ spare }) => line({ Action: 'create', 'Mailbox Number': spare(), Owner: 'Ada' }),
  'does-not-exist': ({ fresh }) => line({ Action: 'delete', 'Mailbox Number': fresh() }),
  'owner-missing': ({ fresh }) => line({ 'Mailbox Number': fresh(), Locale: 'de-CH' }),
  'profile-unknown': ({ fresh }) =>
    line({ 'Mailbox Number': fresh(), Owner: 'Ada', 'Voicemail Profile': '<i>Nowhere</i>' }),
  'greeting-without-audio': ({ spare }) => line({ 'Mailbox Number': spare(), 'Active Greeting Type': 'Personal' }),
}

export const checkCodes = Object.keys(refusedRows) as CheckCode[]

export type ImportFile = {
  content: Buffer
  rows: number
  expected: { create: number; change: number; unchanged: number; delete: number; refused: number }
  /** Numbers of mailboxes that the file changes, deletes and creates, for whoever wants to come between. */
  changed: readonly string[]
  deleted: readonly string[]
  created: readonly string[]
}

type Asked = { rows: number; existing: readonly string[]; refusalsOfEach: number; profileName: string }

/**
 * A file with every kind of row: of the mailboxes that are there half are changed, an eighth deleted and an eighth left as they are; each
 * refusal comes up `refusalsOfEach` times in between; all others are new, the first of them with a profile.
 */
export function importFile({ rows, existing, refusalsOfEach, profileName }: Asked): ImportFile {
  const share = Math.floor(existing.length / 8)
  const changed = existing.slice(0, share * 4)
  const deleted = existing.slice(share * 4, share * 5)
  const same = existing.slice(share * 5, share * 6)
  const spares = existing.slice(share * 6)
  let next = 0
  const fresh = () => `7${String(next++).padStart(8, '0')}`
  const numbers: Numbers = { fresh, used: changed[0] ?? '', spare: () => spares[next++ % spares.length] ?? '' }

  const changes = changed.map((number, index) =>
    line(
      index % 2 === 0
        ? { 'Mailbox Number': number, Owner: `Renamed ${index}`, 'Time Zone': 'Europe/Zurich' }
        : { Action: 'modify', 'Mailbox Number': number, Locale: 'sv-SE', 'Max Message Count': '77' },
    ),
  )
  const deletions = deleted.map((number) => line({ Action: 'delete', 'Mailbox Number': number }))
  const unchanged = same.map((number) => line({ 'Mailbox Number': number }))
  const refused = checkCodes.flatMap((code) => Array.from({ length: refusalsOfEach }, () => refusedRows[code](numbers)))
  const rest = rows - changes.length - deletions.length - unchanged.length - refused.length
  const created = Array.from({ length: rest }, fresh)
  const creations = created.map((number, index) =>
    line({
      'Mailbox Number': number,
      Type: index % 50 === 0 ? 'Agent group' : 'Agent',
      Owner: `"Owner, of ""${index}"""`,
      'Voicemail Profile': index === 0 ? profileName : '',
    }),
  )
  // The duplicate must come after the row that it repeats, so refusals begin behind the changes.
  const text = [
    line(Object.fromEntries(columns.map((column) => [column, column]))),
    ...changes,
    ...refused.slice(0, 99),
  ]
    .concat(creations.slice(0, Math.floor(rest / 2)), refused.slice(99), deletions, unchanged)
    .concat(creations.slice(Math.floor(rest / 2)))
    .join('')
  return {
    content: withLostBytes(Buffer.from(text)),
    rows,
    expected: {
      create: rest,
      change: changed.length,
      unchanged: same.length,
      delete: deleted.length,
      refused: refused.length,
    },
    changed,
    deleted,
    created,
  }
}

/** The content with a byte that is no UTF-8 wherever one was to be lost. */
function withLostBytes(content: Buffer): Buffer {
  const mark = Buffer.from(lostByte)
  const parts: Buffer[] = []
  let from = 0
  for (let at = content.indexOf(mark); at !== -1; at = content.indexOf(mark, from)) {
    parts.push(content.subarray(from, at), Buffer.from([0xf6]))
    from = at + mark.length
  }
  return Buffer.concat([...parts, content.subarray(from)])
}
