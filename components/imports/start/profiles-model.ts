import type { ImportChoices, UnknownProfiles } from '@/lib/imports/schema'

type Chosen = NonNullable<UnknownProfiles['chosen']>[number]

/** What was changed here, by the name in the file: the id of a profile, or `''` for none. */
export type ProfileForm = Readonly<Record<string, string>>

/** What stands for a name now. */
export function profileOf(name: string, form: ProfileForm, chosen: readonly Chosen[]): string {
  return form[name] ?? chosen.find((one) => one.name === name)?.profileId ?? ''
}

/** What the console must be told: where the form differs from what counts. Null takes a word back. */
export function profilesToSend(form: ProfileForm, chosen: readonly Chosen[]): NonNullable<ImportChoices['profiles']> {
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, profileId]) =>
      profileId === profileOf(name, {}, chosen) ? [] : [[name, profileId || null]],
    ),
  )
}

/** Why a name stands for a profile of another name. */
export const chosenTexts: Readonly<Record<Chosen['from'], string>> = {
  import: 'as said for this file',
  memory: 'as said for an earlier file',
}
