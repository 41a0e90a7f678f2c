'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { useWatch } from 'react-hook-form'
import { EntityFormDialog } from '@/components/forms/entity-form-dialog'
import { useEntityForm } from '@/components/forms/use-entity-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { EffectNotice } from '@/components/voicemail/effect-notice'
import { locales } from '@/lib/mailboxes/locale'
import { updateVoicemailSystemCall, voicemailSystemQuery } from '@/lib/mailboxes/system-queries'
import type { VoicemailSystem } from '@/lib/mailboxes/system-schema'
import { timeZones } from '@/lib/mailboxes/time-zone'
import { type SystemFormValues, systemEffect, systemLabels, systemValueText, toSystemFormValues } from './system-effect'
import { type SystemOutput, systemChangeOf, systemFormSchema } from './system-form-schema'

type VoicemailSystemDialogProps = { system: VoicemailSystem; onClose: () => void; onSaved: (typedOn: boolean) => void }

/** The values that mailboxes without their own inherit, and how many a change would reach. */
export function VoicemailSystemDialog({ system, onClose, onSaved }: VoicemailSystemDialogProps) {
  const client = useQueryClient()
  const id = useId()
  const { tenantId } = system
  const draftKey = `voicemail-system.${tenantId}`
  const formOf = (saved: VoicemailSystem) => ({ values: toSystemFormValues(saved), version: saved.version })
  const read = () => client.fetchQuery({ ...voicemailSystemQuery(tenantId), staleTime: 0 })
  const entity = useEntityForm<SystemFormValues, SystemOutput, VoicemailSystem>({
    draftKey,
    schema: systemFormSchema(system),
    initial: toSystemFormValues(system),
    version: system.version,
    save: async (output, version, base) => {
      const change = systemChangeOf(output, base)
      // Another spelling of what is stored is no change to send.
      if (Object.keys(change).length === 0) return read()
      return updateVoicemailSystemCall(tenantId, version ?? system.version, change)
    },
    reread: async () => formOf(await read()),
    savedAs: (saved) => ({ draftKey, ...formOf(saved) }),
    onSaved: (_saved, typedOn) => onSaved(typedOn),
  })
  const { register, formState, control: formControl } = entity.form
  const typed = useWatch({ control: formControl })
  const effect = systemEffect(system, { ...toSystemFormValues(system), ...typed })
  return (
    <EntityFormDialog
      entity={entity}
      title="Change what mailboxes inherit"
      description="A mailbox with a value of its own keeps it."
      saveLabel="Save changes"
      labels={systemLabels}
      format={systemValueText}
      onClose={onClose}
    >
      <Field
        label={systemLabels.outputPhoneNumber}
        error={formState.errors.outputPhoneNumber?.message}
        hint="Where callers can go on to out of voicemail: a number or a routing point. Empty: Not Set."
      >
        {(control) => (
          <Input
            {...control}
            className="mono"
            autoComplete="off"
            spellCheck={false}
            {...register('outputPhoneNumber')}
          />
        )}
      </Field>
      <Field
        label={systemLabels.locale}
        error={formState.errors.locale?.message}
        hint="What callers hear, such as de-CH."
      >
        {(control) => (
          <Input
            {...control}
            list={`${id}-locales`}
            className="mono"
            autoComplete="off"
            spellCheck={false}
            {...register('locale')}
          />
        )}
      </Field>
      <Field label={systemLabels.timeZone} error={formState.errors.timeZone?.message} hint="Such as Europe/Zurich.">
        {(control) => (
          <Input
            {...control}
            list={`${id}-zones`}
            className="mono"
            autoComplete="off"
            spellCheck={false}
            {...register('timeZone')}
          />
        )}
      </Field>
      <Choices id={`${id}-locales`} values={locales} />
      <Choices id={`${id}-zones`} values={timeZones} />
      <EffectNotice
        changes={effect.map(({ field, ...change }) => ({ label: systemLabels[field], ...change }))}
        nothing="Change a value to see how many mailboxes follow."
      />
    </EntityFormDialog>
  )
}

function Choices({ id, values }: { id: string; values: readonly string[] }) {
  return (
    <datalist id={id}>
      {values.map((value) => (
        <option key={value} value={value} />
      ))}
    </datalist>
  )
}
