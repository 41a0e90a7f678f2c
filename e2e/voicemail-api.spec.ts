import type { APIRequestContext } from '@playwright/test'
import { z } from 'zod'
import { expect, test } from './fixtures'
import { freshNumber } from './mailboxes'

test.use({ role: 'voicemail-administrator' })

const base = '/api/tenants/t2119'
const entitySchema = z.object({ id: z.string().optional(), version: z.number() })
const problemSchema = z.object({ type: z.string(), title: z.string(), status: z.number(), code: z.string() })

async function made(request: APIRequestContext, path: string, data: object): Promise<string> {
  const answer = await request.post(`${base}/${path}`, { data })
  expect(answer.status(), path).toBe(201)
  return `${base}/${path}/${entitySchema.parse(await answer.json()).id}`
}

/** What can be changed: where, and with what. */
const entities: [string, (request: APIRequestContext) => Promise<string>, object][] = [
  [
    'a mailbox',
    (request) => made(request, 'mailboxes', { number: freshNumber(), type: 'agent', owner: 'Ada' }),
    { locale: 'de-CH' },
  ],
  [
    'a profile',
    (request) => made(request, 'voicemail-profiles', { name: `E2e API ${Date.now()}` }),
    { maxMessageCount: 7 },
  ],
  ['a dial plan', async () => `${base}/dial-plan`, { switchName: `Switch ${Date.now()}` }],
  ['what mailboxes inherit', async () => `${base}/voicemail-system`, { outputPhoneNumber: `555${Date.now()}` }],
]

for (const [what, find, change] of entities) {
  test(`${what} is changed at the version that was read, and at no other; whoever names none is told to`, async ({
    page: { request },
  }) => {
    const path = await find(request)
    const { version } = entitySchema.parse(await (await request.get(path)).json())
    const patch = (headers?: Record<string, string>) => request.patch(path, { data: change, headers })
    const refused = async (headers: Record<string, string> | undefined, status: number, code: string) => {
      const answer = await patch(headers)
      expect(answer.headers()['content-type']).toContain('application/problem+json')
      expect(problemSchema.parse(await answer.json())).toMatchObject({ status, code })
      expect(answer.status()).toBe(status)
    }
    await refused(undefined, 428, 'precondition-required')
    await refused({ 'if-match': '"three"' }, 400, 'invalid-input')
    await refused({ 'if-match': `"${version + 1}"` }, 409, 'conflict')
    const answer = await patch({ 'if-match': `"${version}"` })
    expect(answer.status()).toBe(200)
    expect(await answer.json()).toMatchObject({ ...change, version: version + 1 })
    await refused({ 'if-match': `"${version}"` }, 409, 'conflict')
  })
}

test('a mailbox and a profile are deleted at the version that was read, and at no other', async ({
  page: { request },
}) => {
  for (const [what, find] of entities.slice(0, 2)) {
    const path = await find(request)
    expect((await request.delete(path)).status(), what).toBe(428)
    expect((await request.delete(path, { headers: { 'if-match': '"2"' } })).status(), what).toBe(409)
    expect((await request.delete(path, { headers: { 'if-match': '"1"' } })).ok(), what).toBe(true)
  }
})

test('lists of a tenant that is not there are not found, whatever they list', async ({ page: { request } }) => {
  for (const list of ['mailboxes', 'voicemail-profiles', 'bulk-edits', 'imports', 'dial-plan', 'voicemail-system']) {
    expect((await request.get(`/api/tenants/t404/${list}`)).status(), list).toBe(404)
  }
})
