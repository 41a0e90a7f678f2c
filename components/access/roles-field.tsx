'use client'

import { CircleAlert } from 'lucide-react'
import { useId } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { roleTexts } from '@/lib/access/model'
import { type Role, roles } from '@/lib/auth/model'

type RolesFieldProps = {
  value: readonly Role[]
  onChange: (roles: Role[]) => void
  error: string | undefined
  /** Why this account must stay administrator; null when it need not. */
  administratorKept: string | null
}

/** The roles, each with what it is for. Leave is the union of all that are ticked. */
export function RolesField({ value, onChange, error, administratorKept }: RolesFieldProps) {
  const id = useId()
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium">Roles</legend>
      {roles.map((role) => {
        const kept = role === 'administrator' ? administratorKept : null
        return (
          <div key={role}>
            <Checkbox
              label={roleTexts[role].name}
              checked={value.includes(role)}
              disabled={kept !== null}
              onCheckedChange={(checked) =>
                onChange(checked ? [...value, role] : value.filter((other) => other !== role))
              }
            />
            <p className="pl-6 text-xs text-muted">{kept ?? roleTexts[role].purpose}</p>
          </div>
        )
      })}
      <div aria-live="polite">
        {error ? (
          <p id={`${id}-error`} className="flex items-start gap-1 text-xs text-failing-text">
            <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
            {error}
          </p>
        ) : null}
      </div>
    </fieldset>
  )
}
