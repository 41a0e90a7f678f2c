import type { EffectiveSettings, Mailbox, MailboxOverrides } from './schema'
import { type MailboxSetting, mailboxSettings, type SettingOrigin, systemDefaults } from './vocabulary'

/** What mailboxes inherit from a profile. */
export type ProfileValues = {
  id: string
  name: string
  builtIn: boolean
  maxMessageCount: number
  maxDurationSeconds: number
}

/** What mailboxes inherit from their tenant. */
export type SystemValues = { outputPhoneNumber: string | null; locale: string; timeZone: string }

type Effective<Value> = { value: Value; origin: SettingOrigin; inherited: Value }

function effective<Value>(
  own: Value | null,
  inherited: Value,
  from: Exclude<SettingOrigin, 'mailbox'>,
): Effective<Value> {
  return own === null ? { value: inherited, origin: from, inherited } : { value: own, origin: 'mailbox', inherited }
}

/**
 * Every setting with the value that counts. Counts and durations come from the mailbox's profile, the rest from the tenant's system;
 * `systemProfile` is what a mailbox without a profile of its own uses, and what comes from it counts as the system's word.
 */
export function effectiveSettings(
  mailbox: MailboxOverrides,
  profile: ProfileValues,
  systemProfile: ProfileValues,
  system: SystemValues,
): EffectiveSettings {
  const profileOrigin = profile.builtIn ? 'system' : 'profile'
  return {
    maxMessageCount: effective(mailbox.maxMessageCount, profile.maxMessageCount, profileOrigin),
    activeGreetingType: effective(mailbox.activeGreetingType, systemDefaults.activeGreetingType, 'system'),
    maxDurationSeconds: effective(mailbox.maxDurationSeconds, profile.maxDurationSeconds, profileOrigin),
    outputPhoneNumber: effective(mailbox.outputPhoneNumber, system.outputPhoneNumber, 'system'),
    profileId: effective(mailbox.profileId, systemProfile.id, 'system'),
    locale: effective(mailbox.locale, system.locale, 'system'),
    timeZone: effective(mailbox.timeZone, system.timeZone, 'system'),
  }
}

/** The settings that a mailbox overrides, in the order of the form. */
export function overriddenSettings(mailbox: Pick<Mailbox, MailboxSetting>): MailboxSetting[] {
  return mailboxSettings.filter((setting) => mailbox[setting] !== null)
}
