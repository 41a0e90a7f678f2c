'use client'

import { useId } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { Checkbox } from '@/components/ui/checkbox'
import { controlClass } from '@/components/ui/control-class'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { CreateTenant } from '@/lib/tenants/schema'
import { type TenantFormValues, tenantFieldLabels } from './tenant-form-schema'

type TenantFieldsProps = {
  form: UseFormReturn<TenantFormValues, unknown, CreateTenant>
  isNew: boolean
  /** Regions that this console serves: a tenant elsewhere would never be probed. */
  regions: readonly string[]
  /** Clouds in use, as suggestions. */
  clouds: readonly string[]
  enabled: boolean
  onEnabledChange: (enabled: boolean) => void
}

export function TenantFields({ form, isNew, regions, clouds, enabled, onEnabledChange }: TenantFieldsProps) {
  const listId = useId()
  const { register, formState } = form
  const error = (name: keyof TenantFormValues) => formState.errors[name]?.message
  return (
    <>
      <Field
        label={tenantFieldLabels.id}
        error={error('id')}
        hint={isNew ? 'The instance label of its portal status. It cannot be changed later.' : 'Cannot be changed.'}
      >
        {(control) => (
          <Input
            {...control}
            className="mono"
            autoComplete="off"
            spellCheck={false}
            readOnly={!isNew}
            {...register('id')}
          />
        )}
      </Field>
      <Field label={tenantFieldLabels.name} error={error('name')}>
        {(control) => <Input {...control} autoComplete="off" {...register('name')} />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={tenantFieldLabels.region} error={error('region')}>
          {(control) => (
            <select {...control} className={controlClass} {...register('region')}>
              <option value="" disabled>
                Choose a region
              </option>
              {regions.map((region) => (
                <option key={region}>{region}</option>
              ))}
            </select>
          )}
        </Field>
        <Field label={tenantFieldLabels.cloud} error={error('cloud')} hint="For example azure or aws.">
          {(control) => (
            <Input {...control} list={listId} autoComplete="off" spellCheck={false} {...register('cloud')} />
          )}
        </Field>
      </div>
      <datalist id={listId}>
        {clouds.map((cloud) => (
          <option key={cloud} value={cloud} />
        ))}
      </datalist>
      <Field
        label={tenantFieldLabels.portalUrl}
        error={error('portalUrl')}
        hint="The start page whose HTTP status is probed. It is shown to everybody, so it carries no password."
      >
        {(control) => (
          <Input
            {...control}
            type="url"
            inputMode="url"
            placeholder="https://portal.example/tenant"
            autoComplete="off"
            spellCheck={false}
            {...register('portalUrl')}
          />
        )}
      </Field>
      <Checkbox label="Probe the portal every interval" checked={enabled} onCheckedChange={onEnabledChange} />
    </>
  )
}
