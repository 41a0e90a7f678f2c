import type { EffectiveSettings } from '@/lib/mailboxes/schema'
import type { ListedSetting, MailboxSetting, SettingOrigin } from '@/lib/mailboxes/vocabulary'
import type { VoicemailProfile } from '@/lib/voicemail-profiles/schema'
import { fieldText, inheritedValue } from './mailbox-words'

/** What a form knows of the mailbox that it changes, or of the one that it is about to make. */
export type SettingsBasis = {
  tenantId: string
  /** Of the profile that counts. */
  profileName: string
  effective: EffectiveSettings
  unknownValues: readonly ListedSetting[]
}

/** Where an inherited value comes from; `profile` names the one to look at. */
export type Source = { origin: SettingOrigin; profile: { id: string; name: string } | null }

/** What a setting has without a value of its own; null where only the server could say, because the profile was changed here. */
export type Inherited = { raw: string | number | null; text: string; source: Source } | null

const fromProfile = ['maxMessageCount', 'maxDurationSeconds'] as const

/** Id of the profile that counts in the form as it stands. */
function countingProfileId(basis: SettingsBasis, chosen: string): string {
  return chosen === inheritedValue ? basis.effective.profileId.inherited : chosen
}

/** `chosen`: the profile's field in the form; counts and durations follow it before it is saved. */
export function inheritedSetting(
  basis: SettingsBasis,
  setting: MailboxSetting,
  chosen: string,
  profiles: readonly VoicemailProfile[] | null,
): Inherited {
  const kept = fromProfile.find((name) => name === setting)
  if (kept) {
    const id = countingProfileId(basis, chosen)
    // What came with the mailbox is read again more often than the list of profiles.
    if (id === basis.effective.profileId.value) {
      const builtIn = id === basis.effective.profileId.inherited
      return ofProfile(kept, basis.effective[kept].inherited, { id, name: basis.profileName, builtIn })
    }
    const profile = profiles?.find((candidate) => candidate.id === id)
    return profile ? ofProfile(kept, profile[kept], profile) : null
  }
  const raw = basis.effective[setting].inherited
  const names = profiles && new Map(profiles.map(({ id, name }) => [id, name]))
  const text = setting === 'profileId' && !names ? 'SystemProfile' : fieldText(setting, raw, names)
  return { raw, text, source: { origin: 'system', profile: null } }
}

type ProfileFacts = Pick<VoicemailProfile, 'id' | 'name' | 'builtIn'>

function ofProfile(setting: MailboxSetting, raw: number, { id, name, builtIn }: ProfileFacts): Inherited {
  return {
    raw,
    text: fieldText(setting, raw),
    source: { origin: builtIn ? 'system' : 'profile', profile: { id, name } },
  }
}
