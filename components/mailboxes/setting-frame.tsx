'use client'

import { TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useNow } from '@/components/ui/clock'
import { Field } from '@/components/ui/field'
import { voicemailPath } from '@/components/voicemail/sections'
import { profilePath } from '@/components/voicemail-profiles/profile-paths'
import type { ListedSetting, MailboxSetting } from '@/lib/mailboxes/vocabulary'
import type { Source } from './inherited-setting'
import { timeZoneOffset } from './mailbox-words'

type SettingFrameProps = {
  label: string
  error?: string | null
  hint?: ReactNode
  control: Parameters<typeof Field>[0]['children']
  /** Where the value comes from. */
  source: ReactNode
  action?: ReactNode
}

/** One setting of the General Info tab: its value on the left, where it comes from and what can be done on the right. */
export function SettingFrame({ label, error, hint, control, source, action }: SettingFrameProps) {
  return (
    <div className="grid items-start gap-x-6 gap-y-1 border-t py-3 first:border-t-0 first:pt-0 last:pb-0 sm:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
      <Field label={label} error={error} hint={hint} className="min-w-0">
        {control}
      </Field>
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 text-sm sm:mt-6">
        <p className="min-w-0 flex-1 basis-44 text-muted">{source}</p>
        {action}
      </div>
    </div>
  )
}

type SourceTextProps = { tenantId: string; setting: MailboxSetting; source: Source }

/** What the tenant's system says, rather than the product's own default. */
const systemValues: readonly MailboxSetting[] = ['outputPhoneNumber', 'locale', 'timeZone']

/** `From profile Sales`, `From the system`, with the way to where it can be changed. */
export function SourceText({ tenantId, setting, source }: SourceTextProps) {
  const { origin, profile } = source
  if (origin === 'mailbox') return 'Set for this mailbox'
  const link = 'break-words text-accent-text underline'
  if (profile) {
    return (
      <>
        {origin === 'system' ? 'From the system: ' : 'From profile '}
        <Link href={profilePath({ tenantId, id: profile.id })} className={link}>
          {profile.name}
        </Link>
      </>
    )
  }
  if (!systemValues.includes(setting)) return 'From the system'
  return (
    <>
      From the{' '}
      <Link href={voicemailPath('dial-plan', tenantId)} className={link}>
        system values
      </Link>
    </>
  )
}

/** `Now UTC−08:00`; nothing for a zone that this runtime does not know. */
export function ZoneOffset({ zone }: { zone: string }) {
  const offset = timeZoneOffset(zone, useNow(60_000))
  return offset ? `Now ${offset}` : null
}

const nouns: Readonly<Record<ListedSetting, string>> = { locale: 'locale', timeZone: 'time zone' }

/** Says that a stored value is none that this console knows (any more), and what to do. */
export function UnknownValue({ setting, value, own }: { setting: ListedSetting; value: string; own: boolean }) {
  return (
    <span className="flex items-start gap-1 text-degraded-text">
      <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
      <span className="min-w-0 break-words">
        {value} is no {nouns[setting]} that this console knows; it may have been abolished.{' '}
        {own
          ? 'It stays stored until you choose another or reset it.'
          : 'The tenant’s system values hold it: change it there, or override it here.'}
      </span>
    </span>
  )
}
