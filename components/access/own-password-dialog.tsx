'use client'

import { type FormEvent, useId, useState } from 'react'
import { describeSaveFailure, type SaveFailure, splitIssues } from '@/components/forms/save-failure'
import { SaveFailureNotice } from '@/components/forms/save-failure-notice'
import { Button } from '@/components/ui/button'
import { DialogPanel } from '@/components/ui/dialog-panel'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useToast } from '@/components/ui/toast'
import { changeOwnPasswordCall } from '@/lib/access/queries'

const names = ['current', 'next', 'repeated'] as const
type Name = (typeof names)[number]
type Wrong = Partial<Record<Name, string>>

const fields: Readonly<Record<Name, { label: string; autoComplete: string; hint?: string }>> = {
  current: { label: 'Current password', autoComplete: 'current-password' },
  next: { label: 'New password', autoComplete: 'new-password', hint: 'At least 12 characters.' },
  repeated: { label: 'New password again', autoComplete: 'new-password' },
}

/** The fields belong to the browser: passwords stand in no draft and no state of the page. */
function useChange(onClose: () => void) {
  const toast = useToast()
  const [wrong, setWrong] = useState<Wrong>({})
  const [failure, setFailure] = useState<SaveFailure | null>(null)
  const [busy, setBusy] = useState(false)

  function explain(error: unknown) {
    const known = describeSaveFailure(error)
    const { own, other } = splitIssues(known.fields, names)
    setWrong(Object.fromEntries(own.map(({ name, message }) => [name, message])))
    setFailure(own.length > 0 && other.length === 0 ? null : known)
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const [current, next, repeated] = names.map((name) => String(data.get(name) ?? ''))
    setFailure(null)
    setWrong(next === repeated ? {} : { repeated: 'is not the same' })
    if (next !== repeated) return
    setBusy(true)
    try {
      await changeOwnPasswordCall({ current: current ?? '', next: next ?? '' })
      toast({ tone: 'done', title: 'Your password is changed', text: 'Your other sessions end within a minute.' })
      onClose()
    } catch (error) {
      explain(error)
    } finally {
      setBusy(false)
    }
  }
  return { wrong, failure, busy, submit }
}

/** For whoever is signed in: asks for the current password, so that an open console alone changes nothing. */
export function OwnPasswordDialog({ email, onClose }: { email: string; onClose: () => void }) {
  const formId = useId()
  const { wrong, failure, busy, submit } = useChange(onClose)
  return (
    <DialogPanel
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title="Change your password"
      description="This session goes on; your other sessions end."
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" form={formId} variant="primary" busy={busy}>
            Change password
          </Button>
        </>
      }
    >
      <form id={formId} className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        {failure ? <SaveFailureNotice failure={failure} /> : null}
        {/* Tells a password manager whose password it is. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        {names.map((name) => (
          <Field key={name} label={fields[name].label} hint={fields[name].hint} error={wrong[name]}>
            {(control) => (
              <Input
                {...control}
                name={name}
                type="password"
                required
                minLength={name === 'current' ? 1 : 12}
                maxLength={1024}
                autoComplete={fields[name].autoComplete}
                spellCheck={false}
                autoCapitalize="off"
              />
            )}
          </Field>
        ))}
      </form>
    </DialogPanel>
  )
}
