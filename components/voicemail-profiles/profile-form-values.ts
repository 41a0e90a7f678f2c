import type { EffectLine } from '@/components/voicemail/effect-notice'
import { cutText } from '@/lib/format/characters'
import type { CreateProfile, ProfileFormValues, ProfileReach, VoicemailProfile } from '@/lib/voicemail-profiles/schema'
import { type ProfileField, profileDefaults, profileLabels, profileLimits } from '@/lib/voicemail-profiles/vocabulary'

/** A profile as the form holds it. */
export function toProfileFormValues(profile: CreateProfile): ProfileFormValues {
  return {
    name: profile.name,
    emailSubject: profile.emailSubject,
    emailBody: profile.emailBody,
    emailFromAddress: profile.emailFromAddress ?? '',
    emailNotification: profile.emailNotification,
    maxDurationSeconds: String(profile.maxDurationSeconds),
    maxMessageCount: String(profile.maxMessageCount),
    retentionDays: String(profile.retentionDays),
    voicemailForwarding: profile.voicemailForwarding,
  }
}

/** What a new profile starts with: the documented values, or those of another profile. */
export function newProfileFormValues(copied: VoicemailProfile | null): ProfileFormValues {
  if (copied === null) return toProfileFormValues({ name: '', ...profileDefaults })
  const name = cutText(`Copy of ${copied.name}`, profileLimits.nameLength).trim()
  return { ...toProfileFormValues(toCreateProfile(copied)), name }
}

/** The options of a stored profile. Its retention is one of the allowed ones, as the database sees to. */
export function toCreateProfile(profile: VoicemailProfile): CreateProfile {
  return { ...profile, retentionDays: profile.retentionDays as CreateProfile['retentionDays'] }
}

const shownLength = 60

/** A value of the form in words: for the comparison after a conflict, and for what saving changes. */
export function formatProfileField(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return String(value ?? '')
}

/** The same with its unit, and short enough for one line. */
export function profileValueText(field: ProfileField, value: ProfileFormValues[ProfileField]): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  const text = value.trim().replaceAll(/\s+/g, ' ')
  if (text === '') return 'none'
  if (field === 'maxDurationSeconds') return `${text} s`
  if (field === 'retentionDays') return `${text} days`
  return text.length > shownLength ? `${cutText(text, shownLength)} …` : text
}

const profileFields = Object.keys(profileLabels) as ProfileField[]

/** What saving would change, and for how many mailboxes. `reach` is null while nobody has counted. */
export function profileEffect(
  before: ProfileFormValues,
  typed: ProfileFormValues,
  reach: ProfileReach | null,
): EffectLine[] {
  const reached = (field: ProfileField): number | null => {
    if (reach === null) return null
    if (field === 'maxDurationSeconds' || field === 'maxMessageCount') return reach.inheriting[field]
    return reach.mailboxes
  }
  return profileFields
    .filter((field) => profileFieldText(before[field]) !== profileFieldText(typed[field]))
    .map((field) => ({
      label: profileLabels[field],
      before: profileValueText(field, before[field]),
      after: profileValueText(field, typed[field]),
      mailboxes: reached(field),
    }))
}

/** Blanks around a value are cut on saving, so they are no change. */
function profileFieldText(value: ProfileFormValues[ProfileField]): string {
  return typeof value === 'string' ? value.trim() : String(value)
}
