import fc from 'fast-check'
import { expect, it } from 'vitest'
import { db } from '@/lib/db/instance'
import { createMailboxSchema, mailboxFilterSchema } from '@/lib/mailboxes/schema'
import { exportMailboxes } from '@/lib/mailboxes/server/export-mailboxes'
import { greetingTypes, mailboxTypes } from '@/lib/mailboxes/vocabulary'
import { author, checked, checksum, importWorld, textOf } from '@/lib/testing/import-world'
import { createProfileSchema } from '@/lib/voicemail-profiles/schema'
import { createProfile } from '@/lib/voicemail-profiles/server/create-profile'

importWorld()

/** What spreadsheets and separators make trouble with, and any text that the form takes. */
const ownerArbitrary = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '1', 'E', ' ', '/', 'd', 'ü', '🙂', '＝'),
      maxLength: 12,
    }),
    fc.constantFrom("'=1+1", "''=1+1", '/d', '"', '""', "O'Brien", '=HYPERLINK("x")', '+4930', 'a,b;c'),
  )
  .map((owner) => createMailboxSchema.shape.owner.safeParse(owner))
  .filter(({ success }) => success)
  .map(({ data }) => data ?? '')

const own = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null })
const mailboxArbitrary = (profileIds: readonly string[]) =>
  fc.record({
    number: fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 40 }),
    type: fc.constantFrom(...mailboxTypes),
    owner: ownerArbitrary,
    activeGreetingType: own(fc.constantFrom(...greetingTypes)),
    outputPhoneNumber: own(fc.constantFrom('+4930123456', '+15551234', '+442071838750')),
    locale: own(fc.constantFrom('de-DE', 'en-US', 'ja-JP')),
    timeZone: own(fc.constantFrom('Europe/Berlin', 'America/Los_Angeles', 'UTC')),
    maxMessageCount: own(fc.integer({ min: 1, max: 100 })),
    maxDurationSeconds: own(fc.integer({ min: 30, max: 300 })),
    profileId: own(fc.constantFrom(...profileIds)),
  })

it('an import of what an export wrote changes nothing, whatever the mailboxes are', async () => {
  const names = ['Sales', '=Sales', "'-1", 'Büro, "Süd"']
  const profiles = await Promise.all(
    names.map((name) => createProfile(author, 't1', createProfileSchema.parse({ name }))),
  )
  const many = fc.uniqueArray(mailboxArbitrary(profiles.map(({ id }) => id)), {
    selector: ({ number }) => number,
    minLength: 1,
    maxLength: 60,
  })
  await fc.assert(
    fc.asyncProperty(many, async (mailboxes) => {
      await db().mailbox.deleteMany()
      await db().mailbox.createMany({ data: mailboxes.map((mailbox) => ({ tenantId: 't1', ...mailbox })) })
      const before = await checksum()
      const filter = mailboxFilterSchema.parse({})
      const content = await textOf(exportMailboxes('t1', filter))
      const one = await checked(content)
      expect(one).toMatchObject({ state: 'checked', rows: mailboxes.length, counts: { unchanged: mailboxes.length } })
      expect(await checksum()).toBe(before)
      await db().mailboxImport.deleteMany()
    }),
    { numRuns: 10 },
  )
}, 60_000)
