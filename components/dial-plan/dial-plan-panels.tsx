'use client'

import { Pencil, Power, PowerOff } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { DescriptionList } from '@/components/ui/description-list'
import { NoValue } from '@/components/ui/no-value'
import { Panel } from '@/components/ui/panel'
import { mailboxesText } from '@/components/voicemail/mailbox-words'
import type { DialPlan } from '@/lib/dial-plan/schema'
import { dialPlanLabels, dialPlanSettings } from '@/lib/dial-plan/vocabulary'
import type { VoicemailSystem } from '@/lib/mailboxes/system-schema'
import { systemFields, systemLabels, systemValueText } from './system-effect'

type ActProps = { onAct: (() => void) | null }

/** Whether the tenant has voicemail, whom that reaches, and the switch. */
export function SwitchPanel({ dialPlan, onAct }: ActProps & { dialPlan: DialPlan }) {
  const { voicemailEnabled: on, mailboxCount } = dialPlan
  const Icon = on ? Power : PowerOff
  return (
    <Panel>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <Icon aria-hidden className={on ? 'size-6 shrink-0 text-ok-text' : 'size-6 shrink-0 text-muted'} />
        <div className="min-w-0 flex-1 basis-60">
          <h2 className="text-base font-semibold">Voicemail is {on ? 'on' : 'off'}</h2>
          <p className="text-sm text-muted">
            {on
              ? `Callers can leave messages in ${mailboxesText(mailboxCount)}.`
              : `Callers can leave no messages. What is set up for ${mailboxesText(mailboxCount)} is kept.`}{' '}
            <span className="mono whitespace-nowrap">
              {dialPlanLabels.voicemailEnabled}: {on ? 'On' : 'Off'}
            </span>
          </p>
        </div>
        {onAct ? (
          <Button variant={on ? undefined : 'primary'} onClick={onAct}>
            Switch voicemail {on ? 'off' : 'on'}
          </Button>
        ) : null}
      </div>
    </Panel>
  )
}

function Change({ label, onAct }: ActProps & { label: string }) {
  if (!onAct) return null
  return (
    <Button size="sm" aria-label={label} icon={<Pencil aria-hidden className="size-3.5" />} onClick={onAct}>
      Change
    </Button>
  )
}

/** The settings that the switch reads. */
export function SettingsPanel({ dialPlan, onAct }: ActProps & { dialPlan: DialPlan }) {
  return (
    <Panel title="DialPlan settings" actions={<Change label="Change the DialPlan settings" onAct={onAct} />}>
      <dl className="flex flex-col gap-2 text-sm">
        {dialPlanSettings.map((name) => (
          <div key={name} className="flex flex-wrap gap-x-3">
            <dt className="mono w-52 shrink-0 text-muted">{dialPlanLabels[name]}</dt>
            <dd className="mono min-w-0 flex-1 basis-32 break-words">
              {dialPlan[name] ?? <NoValue reason="no value" />}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

/** What mailboxes take that have no value of their own. */
export function SystemPanel({ system, onAct }: ActProps & { system: VoicemailSystem }) {
  return (
    <Panel title="What mailboxes inherit" actions={<Change label="Change what mailboxes inherit" onAct={onAct} />}>
      <DescriptionList
        className="sm:[&_dt]:w-44"
        items={systemFields.map((field) => ({
          term: systemLabels[field],
          detail: (
            <>
              <span className="mono">{systemValueText(system[field])}</span>
              <span className="block text-xs text-muted">inherited by {mailboxesText(system.inheriting[field])}</span>
            </>
          ),
        }))}
      />
    </Panel>
  )
}
