'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Controller } from 'react-hook-form'
import { EntityFormDialog } from '@/components/forms/entity-form-dialog'
import { useEntityForm } from '@/components/forms/use-entity-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { roleTexts } from '@/lib/access/model'
import { createUserCall, updateUserCall, usersQuery } from '@/lib/access/queries'
import { createUserSchema, type User, type UserWithPassword } from '@/lib/access/schema'
import { knownRoles, type Role } from '@/lib/auth/model'
import { RolesField } from './roles-field'

type Values = { email: string; name: string; roles: Role[] }

const labels = { email: 'E-mail address', name: 'Name', roles: 'Roles' }

const toValues = (user: User): Values => ({ email: user.email, name: user.name, roles: user.roles })

function format(value: unknown): string {
  if (!Array.isArray(value)) return String(value ?? '')
  return knownRoles(value)
    .map((role) => roleTexts[role].name)
    .join(', ')
}

/** `password`: of an account that was just made. */
type SavedAccount = { user: User; password: string | null }

const accountOf = (saved: UserWithPassword | User): SavedAccount =>
  'password' in saved ? { user: saved.user, password: saved.password } : { user: saved, password: null }

const draftKeyOf = ({ id }: User) => `account.${id}`

type UserDialogProps = {
  /** The account to change; null adds one. */
  user: User | null
  administratorKept: string | null
  onClose: () => void
  onSaved: (saved: SavedAccount, typedOn: boolean) => void
}

/** Adds an account or changes one. The e-mail address is how a person is known in the log, so it stays. */
export function UserDialog({ user, administratorKept, onClose, onSaved }: UserDialogProps) {
  const client = useQueryClient()
  const entity = useEntityForm<Values, Values, UserWithPassword | User>({
    draftKey: user ? draftKeyOf(user) : 'account.new',
    schema: createUserSchema,
    initial: user ? toValues(user) : { email: '', name: '', roles: ['viewer'] },
    version: user?.version ?? null,
    save: ({ email, name, roles }, version) =>
      user && version !== null
        ? updateUserCall(user.id, version, { name, roles })
        : createUserCall({ email, name, roles }),
    reread: async () => {
      const list = await client.fetchQuery({ ...usersQuery(), staleTime: 0 })
      const found = list.items.find((item) => item.id === user?.id)
      if (!found) throw new Error('gone')
      return { values: toValues(found), version: found.version }
    },
    savedAs: (saved) => {
      const { user: known } = accountOf(saved)
      return { draftKey: draftKeyOf(known), values: toValues(known), version: known.version }
    },
    onSaved: (saved, typedOn) => onSaved(accountOf(saved), typedOn),
  })
  const { form } = entity
  const errors = form.formState.errors
  return (
    <EntityFormDialog
      entity={entity}
      title={user ? `Change the account of ${user.name}` : 'Add an account'}
      description={
        user ? 'New roles act within a minute, without a new sign-in.' : 'A password is made for it and shown once.'
      }
      saveLabel={user ? 'Save changes' : 'Add account'}
      labels={labels}
      format={format}
      onClose={onClose}
    >
      <Field label={labels.name} error={errors.name?.message}>
        {(control) => <Input {...control} autoComplete="off" {...form.register('name')} />}
      </Field>
      <Field
        label={labels.email}
        error={errors.email?.message}
        hint={user ? 'Stays as it is: the audit log knows the person by it.' : undefined}
      >
        {(control) => (
          <Input {...control} type="email" autoComplete="off" readOnly={user !== null} {...form.register('email')} />
        )}
      </Field>
      <Controller
        control={form.control}
        name="roles"
        render={({ field, fieldState }) => (
          <RolesField
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error?.message}
            administratorKept={administratorKept}
          />
        )}
      />
    </EntityFormDialog>
  )
}
