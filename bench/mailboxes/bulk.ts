import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { ConsoleSession } from '../console-session'
import { atMost, type Figure, forTheRecord } from '../figure'

const previewSchema = z.object({ previewedAt: z.string(), total: z.number(), changed: z.number() })
const editSchema = z.object({ id: z.string(), state: z.string(), counts: z.record(z.string(), z.number()) })

/** Changes the mailboxes of a profile, from the request to the last of them, with what a person waits for before. */
export async function measureBulkEdit(
  { baseUrl, cookie }: ConsoleSession,
  tenantId: string,
  chosen: { profileId: string; count: number },
): Promise<Figure[]> {
  const call = async (path: string, body?: unknown) => {
    const response = await fetch(`${baseUrl}/api/tenants/${tenantId}/bulk-edits${path}`, {
      headers: { cookie, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`bulk-edits${path} answered ${response.status}: ${await response.text()}`)
    return response.json()
  }
  const asked = {
    selection: { kind: 'matching', filter: { profile: [chosen.profileId] } },
    change: { kind: 'edit', values: { locale: 'pt-PT', timeZone: null, maxMessageCount: 77 } },
  }
  const startedAt = performance.now()
  const { previewedAt, total, changed } = previewSchema.parse(await call('/preview', asked))
  const previewMs = performance.now() - startedAt
  if (changed !== chosen.count) throw new Error(`${changed} mailboxes would change, not ${chosen.count}.`)
  const begunAt = performance.now()
  let edit = editSchema.parse(await call('', { ...asked, previewedAt, previewedTotal: total }))
  while (edit.state === 'collecting' || edit.state === 'running') {
    await sleep(100)
    edit = editSchema.parse(await call(`/${edit.id}`))
  }
  const seconds = (performance.now() - begunAt) / 1000
  if (edit.counts.changed !== chosen.count) throw new Error(`It ended as ${edit.state}: ${JSON.stringify(edit.counts)}`)
  return [
    forTheRecord('preview of a bulk edit of 100,000 mailboxes', previewMs, 'ms'),
    atMost('bulk edit of 100,000 mailboxes, from the request to the last', seconds, 's', 20),
  ]
}
