import { z } from 'zod'
import type { FieldValue, FieldValues } from './compare-versions'
import type { DraftStore } from './draft-store'

const draftSchema = z.object({
  savedAt: z.iso.datetime(),
  /** Version of the entity that the form was opened with; null for a new one. */
  version: z.number().int().nullable(),
  base: z.record(z.string(), z.unknown()),
  values: z.record(z.string(), z.unknown()),
})

/** What somebody typed and has not saved. */
export type Draft<Values extends FieldValues> = {
  savedAt: string
  version: number | null
  base: Values
  values: Values
}

const prefix = 'patchboard.draft.'

function alike(a: unknown, sample: FieldValue): a is FieldValue {
  if (Array.isArray(sample)) return Array.isArray(a) && a.every((item) => typeof item === 'string')
  return typeof a === typeof sample
}

/** The fields of `sample` with what was stored for them; null when one is missing or of another kind (an older form). */
function fitTo<Values extends FieldValues>(stored: Record<string, unknown>, sample: Values): Values | null {
  const names = Object.keys(sample)
  if (!names.every((name) => alike(stored[name], sample[name] ?? null))) return null
  return { ...sample, ...Object.fromEntries(names.map((name) => [name, stored[name]])) }
}

/** Reads a draft of a form with the fields of `sample`; null when there is none or it does not fit. */
export function readDraft<Values extends FieldValues>(
  store: DraftStore,
  key: string,
  sample: Values,
): Draft<Values> | null {
  try {
    const parsed = draftSchema.safeParse(JSON.parse(store.getItem(prefix + key) ?? 'null'))
    if (!parsed.success) return null
    const base = fitTo(parsed.data.base, sample)
    const values = fitTo(parsed.data.values, sample)
    return base && values ? { savedAt: parsed.data.savedAt, version: parsed.data.version, base, values } : null
  } catch {
    return null
  }
}

/** Keeps a draft as long as the tab lives. Storage that is blocked or full only means that a reload loses it. */
export function writeDraft<Values extends FieldValues>(store: DraftStore, key: string, draft: Draft<Values>): void {
  try {
    store.setItem(prefix + key, JSON.stringify(draft))
  } catch {
    // The form itself still holds the values.
  }
}

export function clearDraft(store: DraftStore, key: string): void {
  try {
    store.removeItem(prefix + key)
  } catch {
    // Nothing was stored where storage is blocked.
  }
}
