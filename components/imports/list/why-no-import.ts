import type { MailboxImport } from '@/lib/imports/schema'
import { type ImportState, importLimits } from '@/lib/imports/vocabulary'

/** States that wait for nobody, of imports that have not ended: the console counts the others against its limit. */
const resting: ReadonlySet<ImportState> = new Set(['unreadable', 'checked'])

/** Why no further import can be begun, by those that are shown; null when one can. The console decides again. */
export function whyNoImport(imports: readonly Pick<MailboxImport, 'state' | 'finishedAt'>[]): string | null {
  const unfinished = imports.filter(({ state, finishedAt }) => finishedAt === null && !resting.has(state)).length
  if (unfinished < importLimits.unfinished) return null
  return `${unfinished} imports are not finished. Wait until one ends, or cancel one.`
}
