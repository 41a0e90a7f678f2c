'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { Controller } from 'react-hook-form'
import { ConflictPanel } from '@/components/forms/conflict-panel'
import { DraftNotice } from '@/components/forms/draft-notice'
import { SaveFailureNotice } from '@/components/forms/save-failure-notice'
import { useEntityForm } from '@/components/forms/use-entity-form'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
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

type UserDialogProps = {
  /** The account to change; null adds one. */
  user: User | null
  administratorKept: string | null
  onClose: () => void
  onSaved: (saved: { user: User; password: string | null }) => void
}

/** Adds an account or changes one. The e-mail address is how a person is known in the log, so it stays. */
export function UserDialog({ user, administratorKept, onClose, onSaved }: UserDialogProps) {
  const client = useQueryClient()
  const formId = useId()
  const entity = useEntityForm<Values, Values, UserWithPassword | User>({
    draftKey: user ? `account.${user.id}` : 'account.new',
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
    onSaved: (saved) =>
      onSaved('password' in saved ? { user: saved.user, password: saved.password } : { user: saved, password: null }),
  })
  const { form, failure, conflict, restoredAt } = entity
  const errors = form.formState.errors
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={user ? `Change the account of ${user.name}` : 'Add an account'}
      description={
        user ? 'New roles act within a minute, without a new sign-in.' : 'A password is made for it and shown once.'
      }
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" form={formId} variant="primary" busy={entity.busy} disabled={conflict !== null}>
            {user ? 'Save changes' : 'Add account'}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          entity.submit()
        }}
      >
        {failure ? <SaveFailureNotice failure={failure} /> : null}
        {restoredAt && !failure && !conflict ? <DraftNotice savedAt={restoredAt} onDiscard={entity.discard} /> : null}
        {conflict ? (
          <ConflictPanel
            changed={conflict}
            labels={labels}
            format={format}
            onMerge={(chosen) => entity.merge(conflict, chosen)}
          />
        ) : (
          <>
            <Field label={labels.name} error={errors.name?.message}>
              {(control) => <Input {...control} autoComplete="off" {...form.register('name')} />}
            </Field>
            <Field
              label={labels.email}
              error={errors.email?.message}
              hint={user ? 'Stays as it is: the audit log knows the person by it.' : undefined}
            >
              {(control) => (
                <Input
                  {...control}
                  type="email"
                  autoComplete="off"
                  readOnly={user !== null}
                  {...form.register('email')}
                />
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
          </>
        )}
      </form>
    </Dialog>
  )
}
