/** What a form field holds. */
export type FieldValue = string | number | boolean | null | readonly string[]
export type FieldValues = Readonly<Record<string, FieldValue>>

/** Whose value a clash ends with. */
export type Side = 'mine' | 'theirs'

/** A field that is no longer as it was when the form was opened. `clash`: both sides changed it, and not to the same value. */
export type ChangedField<Name extends string = string> = {
  name: Name
  base: FieldValue
  mine: FieldValue
  theirs: FieldValue
  kind: 'mine' | 'theirs' | 'both-alike' | 'clash'
}

/** Lists count as sets: the order in which roles were ticked is no change. */
export function sameFieldValue(a: FieldValue, b: FieldValue): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b
  return JSON.stringify([...a].sort()) === JSON.stringify([...b].sort())
}

function kindOf(base: FieldValue, mine: FieldValue, theirs: FieldValue): ChangedField['kind'] | null {
  const iChanged = !sameFieldValue(base, mine)
  const theyChanged = !sameFieldValue(base, theirs)
  if (iChanged && theyChanged) return sameFieldValue(mine, theirs) ? 'both-alike' : 'clash'
  if (iChanged) return 'mine'
  return theyChanged ? 'theirs' : null
}

/**
 * Compares three versions of one entity field by field: `base` as the form was opened, `mine` as it is typed now, `theirs` as it
 * was saved meanwhile. Fields that nobody changed are left out. The fields are those of `base`.
 */
export function compareVersions<Values extends FieldValues>(
  base: Values,
  mine: Values,
  theirs: Values,
): ChangedField<keyof Values & string>[] {
  const names = Object.keys(base) as (keyof Values & string)[]
  return names.flatMap((name) => {
    const [was, own, other] = [base[name] ?? null, mine[name] ?? null, theirs[name] ?? null]
    const kind = kindOf(was, own, other)
    return kind === null ? [] : [{ name, base: was, mine: own, theirs: other, kind }]
  })
}

/**
 * The merged values: theirs, with what only I changed laid over them, and each clash as chosen. A clash that nobody decided keeps
 * mine, so that nothing typed is lost.
 */
export function mergeVersions<Values extends FieldValues>(
  mine: Values,
  theirs: Values,
  changed: readonly ChangedField[],
  chosen: Readonly<Record<string, Side>>,
): Values {
  const fromMe = changed.filter(
    (field) => field.kind === 'mine' || (field.kind === 'clash' && chosen[field.name] !== 'theirs'),
  )
  const own = Object.fromEntries(fromMe.map((field) => [field.name, mine[field.name] ?? null]))
  return { ...theirs, ...own }
}

/**
 * What a form holds once a save is done: the saved values, with what was typed after `sent` had gone laid over them. `typedOn`: some
 * of that is not saved.
 */
export function overSaved<Values extends FieldValues>(
  sent: Values,
  now: Values,
  saved: Values,
): { values: Values; typedOn: boolean } {
  const later = compareVersions(sent, now, sent)
  const values = mergeVersions(now, saved, later, {})
  return { values, typedOn: compareVersions(saved, values, saved).length > 0 }
}

/** True when each clash has been decided. */
export function isDecided(changed: readonly ChangedField[], chosen: Readonly<Record<string, Side>>): boolean {
  return changed.every((field) => field.kind !== 'clash' || chosen[field.name] !== undefined)
}
