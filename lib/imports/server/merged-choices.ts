import 'server-only'
import { AppError } from '@/lib/errors'
import { type ImportChoices, importChoicesSchema } from '../schema'

/**
 * What was said of a file before and what is said now, as it is kept: null takes a word back. Throws `invalid-input` when that would be
 * more than one import may have.
 */
export function mergedChoices(known: ImportChoices, more: ImportChoices): ImportChoices {
  const { newOwner = known.newOwner, profiles, ...others } = more
  const all = [...Object.entries(known.profiles ?? {}), ...Object.entries(profiles ?? {})]
  // Files find profiles whatever the capitals, so one name in two spellings is one word: the later counts.
  const byName = new Map(all.map((entry) => [entry[0].trim().toLowerCase(), entry]))
  const names = [...byName.values()].filter(([, profileId]) => profileId !== null)
  const merged = importChoicesSchema.safeParse({
    ...known,
    ...others,
    mapping: { ...known.mapping, ...more.mapping },
    profiles: Object.fromEntries(names),
    newOwner: newOwner ?? undefined,
  })
  if (merged.success) return merged.data
  const fields = merged.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  throw new AppError('invalid-input', fields.map(({ path, message }) => `${path}: ${message}`).join('; '), { fields })
}
