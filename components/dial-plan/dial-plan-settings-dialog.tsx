'use client'

import { useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { EntityFormDialog } from '@/components/forms/entity-form-dialog'
import { useEntityForm } from '@/components/forms/use-entity-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { dialPlanQuery, updateDialPlanCall } from '@/lib/dial-plan/queries'
import { type DialPlan, dialPlanSettingsFormSchema } from '@/lib/dial-plan/schema'
import { dialPlanLabels, dialPlanSettings } from '@/lib/dial-plan/vocabulary'
import { type DialPlanFormValues, toDialPlanFormValues } from './dial-plan-form'

type DialPlanSettingsDialogProps = { dialPlan: DialPlan; onClose: () => void; onSaved: (typedOn: boolean) => void }

export function DialPlanSettingsDialog({ dialPlan, onClose, onSaved }: DialPlanSettingsDialogProps) {
  const client = useQueryClient()
  const { tenantId } = dialPlan
  const draftKey = `dial-plan.${tenantId}`
  const formOf = (saved: DialPlan) => ({ values: toDialPlanFormValues(saved), version: saved.version })
  const entity = useEntityForm<DialPlanFormValues, z.output<typeof dialPlanSettingsFormSchema>, DialPlan>({
    draftKey,
    schema: dialPlanSettingsFormSchema,
    initial: toDialPlanFormValues(dialPlan),
    version: dialPlan.version,
    save: (values, version) => updateDialPlanCall(tenantId, version ?? dialPlan.version, values),
    reread: async () => formOf(await client.fetchQuery({ ...dialPlanQuery(tenantId), staleTime: 0 })),
    savedAs: (saved) => ({ draftKey, ...formOf(saved) }),
    onSaved: (_saved, typedOn) => onSaved(typedOn),
  })
  const { register, formState } = entity.form
  return (
    <EntityFormDialog
      entity={entity}
      title="Change the settings of the dial plan"
      description="Kept as typed, without blanks at either end. An empty field is no value."
      saveLabel="Save changes"
      labels={dialPlanLabels}
      format={String}
      onClose={onClose}
    >
      {dialPlanSettings.map((name) => (
        <Field key={name} label={dialPlanLabels[name]} error={formState.errors[name]?.message}>
          {(control) => (
            <Input {...control} className="mono" autoComplete="off" spellCheck={false} {...register(name)} />
          )}
        </Field>
      ))}
    </EntityFormDialog>
  )
}
