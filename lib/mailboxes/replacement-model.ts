import { AppError } from '@/lib/errors'
import { storedChangeSchema } from './bulk-schema'

/** A bulk edit that gives the mailboxes of a profile another one and then deletes the profile, while it is not finished. */
export type Replacement = {
  bulkEditId: string
  profileId: string
  profileName: string
  /** null: the built-in profile, which a mailbox has that names none. */
  replacementId: string | null
  replacementName: string
  /** Mailboxes that were dealt with, and those that were found up to now. */
  done: number
  total: number
}

/** Which rows of `bulk_edits` they are. */
export const unfinishedReplacements = (tenantId: string) => ({
  where: { tenantId, finishedAt: null, change: { path: ['kind'], equals: 'replace-profile' } },
  select: { id: true, change: true, done: true, total: true },
})

type Row = { id: string; change: unknown; done: number; total: number }

export function toReplacements(rows: readonly Row[]): Replacement[] {
  return rows.flatMap(({ id, change, done, total }) => {
    const parsed = storedChangeSchema.parse(change)
    if (parsed.kind !== 'replace-profile') return []
    const { kind: _kind, ...of } = parsed
    return [{ bulkEditId: id, ...of, done, total }]
  })
}

type Named = { id: string; name: string }

/** Throws `conflict` for a profile that is about to go: what is changed in it would be lost. */
export function requireNotReplaced({ id, name }: Named, replacements: readonly Replacement[]): void {
  const replacement = replacements.find(({ profileId }) => profileId === id)
  if (!replacement) return
  throw new AppError('conflict', `The profile ${name} is being replaced by ${replacement.replacementName}.`, {
    action: 'It is deleted when no mailbox has it any more. To keep it, cancel that bulk edit first.',
  })
}

/** Throws `conflict` for a profile that mailboxes are just getting. */
export function requireNoReplacement({ id, name }: Named, replacements: readonly Replacement[]): void {
  const replacement = replacements.find(({ replacementId }) => replacementId === id)
  if (!replacement) return
  throw new AppError('conflict', `The mailboxes of ${replacement.profileName} are just getting the profile ${name}.`, {
    action: 'Wait until that bulk edit ends, or cancel it.',
  })
}
