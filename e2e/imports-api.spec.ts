import { request as httpRequest } from 'node:http'
import { importSchema, type MailboxImport } from '@/lib/imports/schema'
import type { Accounts } from './accounts'
import { expect, test } from './fixtures'
import { freshNumber } from './mailboxes'
import { addressOf } from './stack'

const imports = '/api/tenants/t2115/imports'

async function cookieOf(accounts: Accounts): Promise<string> {
  const { cookies } = await accounts.signedIn('administrator')
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

/** As curl does it: -T streams without a length, --json sends what it has. */
async function curl(cookie: string, path: string, body?: ReadableStream | object, headers = {}): Promise<Response> {
  const streamed = body instanceof ReadableStream
  return fetch(`${addressOf('console')}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { cookie, 'content-type': streamed ? 'text/csv' : 'application/json', ...headers },
    ...(streamed ? { body, duplex: 'half' } : body ? { body: JSON.stringify(body) } : {}),
  } as RequestInit)
}

/** Announces so much and sends a little. */
function announce(cookie: string, bytes: number): Promise<number | undefined> {
  const { hostname, port } = new URL(addressOf('console'))
  const headers = { cookie, 'content-type': 'text/csv', 'content-length': String(bytes) }
  return new Promise((resolve, reject) => {
    const sender = httpRequest({ method: 'POST', hostname, port, path: imports, headers }, (answer) => {
      resolve(answer.statusCode)
      sender.destroy()
    })
    sender.on('error', reject)
    sender.write('Mailbox Number,Owner\n')
  })
}

test('a script imports a file in one request, looks, confirms, and takes it back', async ({ accounts }) => {
  const cookie = await cookieOf(accounts)
  const [first, second] = [freshNumber(), freshNumber()]
  const content = `Mailbox Number,Owner,Locale\n${first},Ada,de-DE\n${second},Ben,xx\n`
  const until = async (id: string, state: MailboxImport['state']) => {
    const read = async () => importSchema.parse(await (await curl(cookie, `${imports}/${id}`)).json())
    await expect.poll(async () => (await read()).state, { timeout: 120_000 }).toBe(state)
    return read()
  }

  const sent = await curl(cookie, `${imports}?fileName=boxes.csv`, new Blob([content]).stream())
  expect(sent.status).toBe(201)
  const { id, sizeBytes } = importSchema.parse(await sent.json())
  expect([sent.headers.get('location'), sizeBytes]).toEqual([`${imports}/${id}`, content.length])
  expect(await until(id, 'checked')).toMatchObject({ fileName: 'boxes.csv', counts: { create: 1, refused: 1 } })
  const refused = await (await curl(cookie, `${imports}/${id}/refused`)).text()
  expect(refused).toContain(`2,locale-unknown,There is no such locale; en-US and de-CH are two.,${second},Ben,xx`)
  expect((await curl(cookie, `${imports}/${id}/confirm`, { mode: 'good' })).status).toBe(200)
  expect((await until(id, 'done')).results).toEqual({ applied: 1 })
  expect((await curl(cookie, `${imports}/${id}/undo`, {})).status).toBe(200)
  expect((await until(id, 'undone')).reversals).toEqual({ reverted: 1 })
  const list = await (await curl(cookie, `${imports}?state=undone&limit=1`)).json()
  expect(list.items).toMatchObject([{ id }])
})

test('a form, a file without end and one too large are answered, not cut off', async ({ accounts }) => {
  const cookie = await cookieOf(accounts)
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(5 * 1024 * 1024)]), 'boxes.csv')
  const asForm = await fetch(`${addressOf('console')}${imports}`, { method: 'POST', body: form, headers: { cookie } })
  expect([asForm.status, (await asForm.json()).action]).toEqual([
    415,
    expect.stringContaining('Content-Type: text/csv'),
  ])
  expect(await announce(cookie, 2 ** 31)).toBe(413)
})
