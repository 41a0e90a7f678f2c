import { withBulkConnection } from '@/lib/db/bulk-connection'
import { fileParts } from './file-parts'

/** What anybody would write: the file into a table, and one statement. Prints how many ms that took. */
const tenantId = process.argv[2] ?? ''
const rows = Number(process.argv[3])

async function* lines(): AsyncGenerator<string, void> {
  for (const part of fileParts(rows)) yield part.replaceAll(',', '\t').replaceAll(/^(?=.)/gm, `${tenantId}\t`)
}

const startedAt = performance.now()
await withBulkConnection(async ({ query, copyIn }) => {
  await query('BEGIN')
  await query(
    'CREATE TEMPORARY TABLE staging (tenant_id text, number text, owner text, locale text, seconds int) ON COMMIT DROP',
  )
  await copyIn('COPY staging FROM STDIN', lines())
  await query(
    `INSERT INTO mailboxes (id, tenant_id, number, type, owner, locale, max_duration_seconds, updated_at)
     SELECT gen_random_uuid(), tenant_id, number, 'agent', owner, locale, seconds, now() FROM staging
     ON CONFLICT (tenant_id, number COLLATE "C") WHERE deleted_at IS NULL DO UPDATE SET owner = excluded.owner, locale = excluded.locale,
       max_duration_seconds = excluded.max_duration_seconds, updated_at = now(), version = mailboxes.version + 1`,
  )
  await query('COMMIT')
})
console.log(performance.now() - startedAt)
