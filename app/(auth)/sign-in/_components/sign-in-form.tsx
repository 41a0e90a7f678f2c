'use client'

import { CircleAlert, Eye, EyeOff } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { SignInError } from '@/lib/auth/model'

type SignInFormProps = {
  /** Path to go to afterwards, already checked to be one of ours. */
  target: string
  initialError: string | null
  /** What to say for each code; handed over, so that the page needs no schema code in the browser. */
  sentences: Readonly<Record<SignInError, string>>
}

const noConnection = 'The console cannot be reached from this browser. Check the connection, then try again.'

type Failure = SignInError | 'no-connection'

/** Tries to sign in; null when it worked. */
async function trySignIn(email: string, password: string, target: string): Promise<Failure | null> {
  try {
    const { signIn } = await import('next-auth/react')
    const result = await signIn('credentials', { email, password, callbackUrl: target, redirect: false })
    if (result?.ok && !result.error) return null
    return (result?.error as SignInError | null | undefined) ?? 'internal'
  } catch {
    return 'no-connection'
  }
}

/** The fields belong to the browser (uncontrolled), so that password managers can fill them before the page's script runs. */
export function SignInForm({ target, initialError, sentences }: SignInFormProps) {
  const [error, setError] = useState(initialError)
  const [busy, setBusy] = useState(false)
  const [revealed, setRevealed] = useState(false)
  const [ready, setReady] = useState(false)
  const password = useRef<HTMLInputElement>(null)

  // Before hydration a submit would reload the page with the fields lost, so the button waits.
  useEffect(() => setReady(true), [])

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    setBusy(true)
    const failure = await trySignIn(String(fields.get('email') ?? ''), String(fields.get('password') ?? ''), target)
    if (failure === null) {
      // A full load: nothing read as somebody else may stay in this tab's memory.
      window.location.assign(target)
      return
    }
    // A code this build does not know is a fault, not a wrong password.
    setError(failure === 'no-connection' ? noConnection : (sentences[failure] ?? sentences.internal))
    setBusy(false)
    password.current?.select()
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {target !== '/' && !error ? (
        <p className="text-sm text-muted">
          Afterwards you go on to <span className="mono break-all text-ink">{target}</span>
        </p>
      ) : null}
      {error ? (
        <p
          role="alert"
          className="flex items-start gap-2 rounded-box bg-failing-tint px-3 py-2 text-sm text-failing-text"
        >
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      ) : null}
      <Field label="E-mail address">
        {(control) => (
          <Input {...control} name="email" type="email" required autoComplete="username" autoFocus spellCheck={false} />
        )}
      </Field>
      <Field label="Password">
        {(control) => (
          <div className="relative">
            <Input
              {...control}
              ref={password}
              name="password"
              type={revealed ? 'text' : 'password'}
              required
              autoComplete="current-password"
              spellCheck={false}
              autoCapitalize="off"
              className="pr-10"
            />
            <button
              type="button"
              aria-label={revealed ? 'Hide the password' : 'Show the password'}
              aria-pressed={revealed}
              onClick={() => setRevealed((before) => !before)}
              className={`${buttonClass('quiet', 'sm', true)} absolute top-1/2 right-1 -translate-y-1/2`}
            >
              {revealed ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
            </button>
          </div>
        )}
      </Field>
      <Button type="submit" variant="primary" busy={busy} disabled={!ready} className="mt-1 w-full">
        Sign in
      </Button>
    </form>
  )
}
