import { mailboxQuerySchema } from '@/lib/mailboxes/schema'
import { listMailboxes } from '@/lib/mailboxes/server/list-mailboxes'

/** Searches a tenant's mailboxes one after the other until its input ends; then prints how long each took, in ms. */
const tenantId = process.argv[2] ?? ''
const typed = ['agent', 'agent name12', 'name4999', 'nam', '10001', '1049', 'nobody', 'a']
const sorts = ['number', 'owner', 'updated'] as const

let asked = true
process.stdin.on('end', () => {
  asked = false
})
process.stdin.resume()

const search = (q: string, sort: (typeof sorts)[number]) =>
  listMailboxes(tenantId, mailboxQuerySchema.parse({ q, sort }))

const times: number[] = []
// The first connection and the first plans are nobody's waiting time.
for (const q of typed) for (const sort of sorts) await search(q, sort)
process.stdout.write('ready\n')
for (let at = 0; asked; at += 1) {
  const q = typed[at % typed.length] ?? ''
  const sort = sorts[Math.floor(at / typed.length) % sorts.length] ?? 'number'
  const startedAt = performance.now()
  await search(q, sort)
  times.push(performance.now() - startedAt)
}
process.stdout.write(`${times.join('\n')}\n`, () => process.exit(0))
