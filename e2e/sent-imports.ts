import { expect, request } from '@playwright/test'
import { importSchema, type MailboxImport } from '@/lib/imports/schema'
import type { ImportState } from '@/lib/imports/vocabulary'
import type { Accounts } from './accounts'
import { addressOf } from './stack'

const importsPath = (tenantId: string) => `/api/tenants/${tenantId}/imports`

export async function readImport(accounts: Accounts, tenantId: string, id: string): Promise<MailboxImport> {
  return importSchema.parse(await accounts.api('GET', `${importsPath(tenantId)}/${id}`))
}

/** An act such as `confirm`, the way a script does it. */
export async function actOnImport(
  accounts: Accounts,
  tenantId: string,
  id: string,
  act: 'confirm' | 'cancel' | 'pause' | 'resume' | 'undo' | 'check',
  body: object = {},
): Promise<MailboxImport> {
  return importSchema.parse(await accounts.api('POST', `${importsPath(tenantId)}/${id}/${act}`, body))
}

export async function untilImportIs(
  accounts: Accounts,
  tenantId: string,
  id: string,
  state: ImportState,
  timeout = 60_000,
): Promise<MailboxImport> {
  await expect
    .poll(async () => (await readImport(accounts, tenantId, id)).state, { message: `the import is ${state}`, timeout })
    .toBe(state)
  return readImport(accounts, tenantId, id)
}

/** Sends a file in one part and has it checked, the way a script does it. */
export async function sendFile(
  accounts: Accounts,
  tenantId: string,
  text: string,
  fileName = 'mailboxes.csv',
): Promise<MailboxImport> {
  const bytes = Buffer.from(text)
  const created = importSchema.parse(
    await accounts.api('POST', importsPath(tenantId), { fileName, sizeBytes: bytes.length }),
  )
  const storageState = await accounts.signedIn('administrator')
  const context = await request.newContext({ baseURL: addressOf('console'), storageState })
  try {
    const response = await context.put(`${importsPath(tenantId)}/${created.id}/parts/1`, {
      data: bytes,
      headers: { 'content-type': 'application/octet-stream' },
    })
    expect(response.ok(), await response.text()).toBe(true)
  } finally {
    await context.dispose()
  }
  return actOnImport(accounts, tenantId, created.id, 'check')
}

/** Sends a file and waits until it is checked. */
export async function checkedImport(
  accounts: Accounts,
  tenantId: string,
  text: string,
  fileName?: string,
): Promise<MailboxImport> {
  const { id } = await sendFile(accounts, tenantId, text, fileName)
  return untilImportIs(accounts, tenantId, id, 'checked')
}

const header = 'Mailbox Number,Owner,Locale,Max Message Count,Action,Voicemail Profile'

export const csvOf = (...rows: readonly string[]) => `${[header, ...rows].join('\r\n')}\r\n`

/** New mailboxes in so many rows. */
export function newMailboxes(count: number, first = 5_000_000): string {
  const rows = Array.from({ length: count }, (_, index) => `${first + index},Agent ${index},,,,\r\n`)
  return `${csvOf()}${rows.join('')}`
}
