import { cancelImportCall, readImportCall } from '@/lib/imports/queries'
import type { MailboxImport } from '@/lib/imports/schema'

/**
 * Ends an upload in whose place another has come; null when somebody went on with it meanwhile, or the console could not be told: then
 * it stands in the list, where it can be gone on with or cancelled.
 */
export async function giveUpUpload({ tenantId, id, parts }: MailboxImport): Promise<MailboxImport | null> {
  try {
    const now = await readImportCall(tenantId, id)
    return now.state === 'uploading' && now.parts === parts ? await cancelImportCall(tenantId, id, true) : null
  } catch {
    return null
  }
}
