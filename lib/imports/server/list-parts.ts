import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import type { ImportPartList, ImportPartsQuery } from '../schema'
import { noImport } from './repository'
import { measuredParts } from './uploaded-file'

/**
 * The parts of a file that have arrived, in their order, so that a sender can tell whether they are of its file. Throws `not-found`,
 * `unavailable`, and what the storage throws.
 */
export async function listParts(
  tenantId: string,
  importId: string,
  { after }: ImportPartsQuery,
): Promise<ImportPartList> {
  const record = await readDatabase((client) => client.mailboxImport.findUnique({ where: { id: importId } }))
  if (record?.tenantId !== tenantId) throw noImport()
  let from = 0
  const items = (await measuredParts(importId, record)).map(({ sizeBytes, sha256 }, at) => {
    const item = { part: at + 1, from, sizeBytes, sha256 }
    from += sizeBytes
    return item
  })
  return { items: items.slice(after) }
}
