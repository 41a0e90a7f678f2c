import type { z } from 'zod'
import { updateDialPlanSchema } from '@/lib/dial-plan/schema'
import { dialPlanSettings } from '@/lib/dial-plan/vocabulary'
import { cleanFileName, greetingVersionSchema, recordedGreetingTypeSchema } from '@/lib/greetings/schema'
import { createImportSchema, importMappingSchema } from '@/lib/imports/schema'
import { startBulkEditSchema } from '@/lib/mailboxes/bulk-schema'
import { locales } from '@/lib/mailboxes/locale'
import { createMailboxSchema } from '@/lib/mailboxes/schema'
import { timeZones } from '@/lib/mailboxes/time-zone'
import { createTenantSchema } from '@/lib/tenants/schema'
import { createProfileSchema, updateProfileSchema } from '@/lib/voicemail-profiles/schema'
import { emailTokens } from '@/lib/voicemail-profiles/vocabulary'

/** One column and the schema that speaks of it. `bad` values pass neither; one that the schema would mend counts as refused. */
export type StoredColumn = {
  table: string
  column: string
  schema: Pick<z.ZodType, 'safeParse'>
  good: readonly unknown[]
  bad: readonly unknown[]
  /** The schema refuses more besides, by a judgement that the database does not make. */
  isJudged?: boolean
  /** Characters and pieces of which hostile values are made; none: the two lists are enough. */
  pieces?: readonly string[]
}

const profile = createProfileSchema.shape
const mailbox = createMailboxSchema.shape
const tenant = createTenantSchema.shape
const dialPlan = updateDialPlanSchema.shape
const anImport = createImportSchema.shape

const blanks = [' ', '\u00A0', '\u1680', '\u2003', '\u2028', '\u202F', '\u205F', '\u3000', '\uFEFF']
const controls = ['\u0001', '\t', '\n', '\r', '\u001F', '\u007F', '\u0085', '\u009F']
const marks = ['\u202A', '\u202E', '\u2066', '\u2069']
const harmless = ['a', 'Z', 'é', 'ß', 'ǅ', '李', 'ا', '🙂', "'", '"', '\\', '-', '\u200D', '\u200E', '\u180E', '\uE000']
const namePieces = [...blanks, ...controls, ...marks, ...harmless, '\uFFFD', '/', 'd', 'D']
/** What no name may be, whatever it is a name of. */
const badNames = [
  ...['', ' ', ' Ada', 'Ada ', '\u3000Ada', 'Ada\uFEFF'],
  ...[...controls, ...marks, '\uFFFD'].map((wrong) => `A${wrong}da`),
]
const goodNames = ['A', "Zoë O'Brien", 'Sales 24/7', '=1+1', '李', 'a\u200Db', 'x/d', '🙂']
const badTexts = ['', ' ', '\n \u3000', '<Foo>', 'a <callerid>', '<USEREMAIL>', '<CallerID><Mailbox>']
const templatePieces = [
  ...emailTokens.map((token) => `<${token}>`),
  ...[
    '<callerid>',
    '<CALLERID>',
    '<uSERpHONE>',
    '<Foo>',
    '<b>',
    '</b>',
    '<1>',
    '<_A>',
    '<A b>',
    '<',
    '>',
    'Caller',
    'ID',
    'x',
    '🙂',
  ],
  `<A${'x'.repeat(60)}>`,
  `<A${'x'.repeat(61)}>`,
]
const positive = { good: [1, 2_147_483_647], bad: [0, -1, 2_147_483_648] }
const phone = {
  good: ['+41612345678', '*98#', '5000', 'Routing.Point_1@switch-a', `+${'1'.repeat(40)}`, `R${'x'.repeat(63)}`],
  bad: ['', '+', '٣٣', '+41 61', ' 1', '1\n', '1'.repeat(41), `R${'x'.repeat(64)}`, '9a', 'a b', 'ä'],
  pieces: ['+', '1', '9', '*', '#', 'a', 'Z', '.', '_', '-', '@', '٣', 'ä', ' ', '\n'],
}
const locale = {
  schema: mailbox.locale,
  good: locales,
  bad: ['', 'e', 'en_US', 'en US', 'en-', '-en', 'eñ', ' en', 'en\n', 'en--US'],
}
const timeZone = {
  schema: mailbox.timeZone,
  good: timeZones,
  bad: ['', '+02:00', 'Europe/', '/Zurich', 'Europe//Zurich', 'Europe/Zür', ' UTC', 'UTC\n', 'U', `A${'b'.repeat(64)}`],
}

/**
 * The columns that what people say comes to stand in. Of locales, time zones and addresses the schemas know more than the database: which
 * there are, and how they are spelled.
 */
export const storedColumns: readonly StoredColumn[] = [
  {
    ...{ table: 'tenants', column: 'id', schema: tenant.id },
    good: ['t2', 'A', '9', 'a.b_c-d', 'x'.repeat(63)],
    bad: ['', '-a', 'a-', '.a', 'a b', 'ä', '٣', 'history', 'x'.repeat(64), 'a\n'],
    pieces: ['a', 'Z', '0', '.', '_', '-', ' ', 'ä', '٣', '\n', 'history'],
  },
  {
    ...{ table: 'tenants', column: 'name', schema: tenant.name, pieces: namePieces },
    good: [...goodNames, '/d', '🙂'.repeat(120)],
    bad: [...badNames, 'x'.repeat(121), '🙂'.repeat(121)],
  },
  ...(['region', 'cloud'] as const).map((column) => ({
    ...{ table: 'tenants', column, schema: tenant[column] },
    good: ['default', 'west-europe-2', 'x'.repeat(40)],
    bad: ['', 'West', 'a b', 'ä', 'a_b', 'x'.repeat(41), 'a\n'],
    pieces: ['a', 'z', '0', '-', '_', 'A', ' ', 'ä', '\n'],
  })),
  {
    ...{ table: 'tenants', column: 'portal_url', schema: tenant.portalUrl },
    good: [
      'https://p.example/',
      'http://p.example:8080/a?b=c#d',
      'https://p.example/@home',
      `https://p.example/${'x'.repeat(2030)}`,
    ],
    bad: [
      ...['', 'ftp://p.example/', 'p.example', 'https://p.example/ä', 'https://p.example/ x', ' https://p.example/'],
      ...['https://user:secret@p.example/', 'https://user@p.example/', `https://p.example/${'x'.repeat(2031)}`],
      `https://p.example/${'é'.repeat(1000)}`,
    ],
  },
  ...dialPlanSettings.map((setting) => ({
    ...{
      table: 'dial_plans',
      column:
        setting === 'rejectCallNotReady'
          ? 'reject_call_notready'
          : setting.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      schema: dialPlan[setting],
    },
    good: [...goodNames, null, '/d', '🙂'.repeat(255)],
    bad: [...badNames, 'x'.repeat(256)],
    pieces: namePieces,
  })),
  { ...{ table: 'voicemail_systems', column: 'output_phone_number', schema: mailbox.outputPhoneNumber }, ...phone },
  { ...{ table: 'voicemail_systems', column: 'locale' }, ...locale },
  { ...{ table: 'voicemail_systems', column: 'time_zone' }, ...timeZone },
  {
    ...{ table: 'voicemail_profiles', column: 'name', schema: profile.name, pieces: namePieces },
    good: [...goodNames, '🙂'.repeat(80)],
    bad: [...badNames, '/d', '/D', 'SystemProfile', 'SYSTEMPROFILE', 'x'.repeat(81), '🙂'.repeat(81)],
  },
  {
    ...{
      table: 'voicemail_profiles',
      column: 'email_body',
      schema: updateProfileSchema.shape.emailBody,
      pieces: templatePieces,
      isJudged: true,
    },
    good: ['x', ' x ', 'a\n<CallerID>, <b>5</b> < 6', '<script>', '🙂'.repeat(10_000), '\u202E'],
    bad: [...badTexts, 'x'.repeat(10_001)],
  },
  {
    ...{ table: 'voicemail_profiles', column: 'email_subject', schema: updateProfileSchema.shape.emailSubject },
    good: ['x', ' x ', 'From <CallerID>', '🙂'.repeat(250)],
    bad: [...badTexts, 'a\nb', 'a\rb', 'a\tb', 'a\u007Fb', 'x'.repeat(251)],
    pieces: [...templatePieces, '\r', '\n'],
    isJudged: true,
  },
  {
    ...{
      table: 'voicemail_profiles',
      column: 'email_from_address',
      schema: updateProfileSchema.shape.emailFromAddress,
    },
    good: [null, 'a@b.org', "o'brien+x_y.z-1@sub.example.org", `${'x'.repeat(243)}@example.org`.slice(1)],
    bad: [
      '',
      'nobody',
      'a@b',
      'a@b.c',
      '.a@b.org',
      'a..b@c.org',
      'a.@b.org',
      'ä@b.org',
      'a@-b.org',
      'a @b.org',
      ' a@b.org',
      'a@b.org\n',
      `${'x'.repeat(244)}@example.org`,
    ],
    pieces: ['a', 'Z', '9', '.', '@', '-', '_', '+', "'", 'b.org', '@x.org', 'ä', ' ', '\n'],
  },
  {
    ...{
      table: 'voicemail_profiles',
      column: 'max_duration_seconds',
      schema: updateProfileSchema.shape.maxDurationSeconds,
    },
    ...positive,
  },
  {
    ...{ table: 'voicemail_profiles', column: 'max_message_count', schema: updateProfileSchema.shape.maxMessageCount },
    ...positive,
  },
  {
    ...{ table: 'voicemail_profiles', column: 'retention_days', schema: updateProfileSchema.shape.retentionDays },
    good: [10, 20, 30, 40, 50, 60],
    bad: [0, 15, 70],
  },
  {
    ...{ table: 'mailboxes', column: 'number', schema: mailbox.number },
    good: ['0', '0042', '9'.repeat(40)],
    bad: ['', ' 1', '1 ', '1\n', '+1', '1a', '٣', '１', '1'.repeat(41)],
    pieces: ['0', '9', '5', '٣', '１', '²', 'a', ' ', '\n'],
  },
  {
    ...{ table: 'mailboxes', column: 'type', schema: mailbox.type },
    good: ['agent', 'agent-group'],
    bad: ['', 'Agent', 'agent group'],
  },
  {
    ...{ table: 'mailboxes', column: 'owner', schema: mailbox.owner, pieces: namePieces },
    good: [...goodNames, 'SystemProfile', '🙂'.repeat(120)],
    bad: [...badNames, '/d', '/D', 'x'.repeat(121), '🙂'.repeat(121)],
  },
  {
    ...{ table: 'mailboxes', column: 'max_message_count', schema: mailbox.maxMessageCount },
    ...positive,
    good: [null, ...positive.good],
  },
  { ...{ table: 'mailboxes', column: 'max_duration_seconds', schema: mailbox.maxDurationSeconds }, ...positive },
  {
    ...{ table: 'mailboxes', column: 'active_greeting_type', schema: mailbox.activeGreetingType },
    good: [null, 'standard'],
    bad: ['', 'Standard', 'extended absence'],
  },
  { ...{ table: 'mailboxes', column: 'output_phone_number', schema: mailbox.outputPhoneNumber }, ...phone },
  { ...{ table: 'mailboxes', column: 'locale' }, ...locale },
  { ...{ table: 'mailboxes', column: 'time_zone' }, ...timeZone },
  {
    ...{ table: 'greetings', column: 'type', schema: recordedGreetingTypeSchema },
    good: ['personal', 'extended-absence'],
    bad: ['', 'standard', 'Personal'],
  },
  {
    ...{ table: 'greeting_versions', column: 'file_name' },
    // It refuses nothing: what it leaves as it is may be stored.
    schema: {
      safeParse: (given) =>
        ({ success: true, data: cleanFileName(encodeURIComponent(String(given))) }) as z.ZodSafeParseResult<unknown>,
    },
    good: ['hello.wav', '100%.wav', 'a\uFFFDb', '🙂'.repeat(255)],
    bad: ['', ' a', 'a ', 'a/b', 'a\\b', 'a\u200Eb', 'a\nb', 'a\u202Eb', 'x'.repeat(256)],
    pieces: [...namePieces, '\\', '\u200F'],
  },
  ...(['number', 'duration_ms', 'size_bytes'] as const).map((column) => ({
    ...{ table: 'greeting_versions', column },
    schema:
      greetingVersionSchema.shape[column === 'number' ? column : column === 'size_bytes' ? 'sizeBytes' : 'durationMs'],
    good: [1000],
    bad: [0, -1],
  })),
  {
    ...{ table: 'mailbox_imports', column: 'file_name', schema: anImport.fileName, pieces: namePieces },
    good: ['a', 'mailboxes.csv', 'a\uFFFDb', 'Grüße (2).csv', '🙂'.repeat(255)],
    bad: ['', ' a', 'a ', 'a\nb', 'a\u202Eb', 'x'.repeat(256)],
  },
  {
    ...{ table: 'mailbox_imports', column: 'size_bytes', schema: anImport.sizeBytes },
    good: [0, 536_870_912],
    bad: [-1, 536_870_913],
  },
  {
    ...{ table: 'mailbox_imports', column: 'choices', schema: createImportSchema.partial() },
    good: [{}, { encoding: 'utf-8', delimiter: '\t', newOwner: 'Ada' }, { newOwner: '🙂'.repeat(120) }],
    bad: [
      ...[...badNames, '/d', '/D', 'x'.repeat(121)].map((newOwner) => ({ newOwner })),
      { encoding: 'latin' },
      { delimiter: '|' },
    ],
  },
  {
    ...{ table: 'import_mappings', column: 'field', schema: importMappingSchema.shape.field },
    good: [null, 'number', 'action', 'maxDurationSeconds'],
    bad: ['', 'Number', 'profileId'],
  },
  {
    ...{ table: 'bulk_edits', column: 'previewed_total', schema: startBulkEditSchema.shape.previewedTotal },
    good: [0, 100_000_000],
    bad: [-1, 100_000_001],
  },
]
