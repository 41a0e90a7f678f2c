'use client'

import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { resetPasswordCall, setUserEnabledCall } from '@/lib/access/queries'
import type { User } from '@/lib/access/schema'

const questions = {
  disable: {
    title: (name: string) => `Disable the account of ${name}?`,
    touches:
      'Signing in is refused from now on, and open sessions end within a minute. Nothing is deleted; you can enable it again.',
    confirm: 'Disable',
    destructive: true,
  },
  enable: {
    title: (name: string) => `Enable the account of ${name}?`,
    touches: 'The person can sign in again with the same password and roles as before.',
    confirm: 'Enable',
    destructive: false,
  },
  'reset-password': {
    title: (name: string) => `Reset the password of ${name}?`,
    touches:
      'The present password stops working, open sessions end within a minute, and a new password is shown to you once.',
    confirm: 'Reset password',
    destructive: true,
  },
} as const

type UserConfirmProps = {
  act: keyof typeof questions
  user: User
  onClose: () => void
  /** `password` is the new one after a reset. */
  onDone: (user: User, password: string | null) => void
}

/** Says what an act touches and does it. A refusal (somebody was first, the last administrator) is shown in the dialog. */
export function UserConfirm({ act, user, onClose, onDone }: UserConfirmProps) {
  const question = questions[act]
  async function run() {
    if (act === 'reset-password') {
      const answer = await resetPasswordCall(user.id, user.version)
      onDone(answer.user, answer.password)
    } else {
      onDone(await setUserEnabledCall(user.id, user.version, act === 'enable'), null)
    }
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={question.title(user.name)}
      touches={
        <>
          <p>{question.touches}</p>
          <p className="mt-1">{user.email}</p>
        </>
      }
      confirmLabel={question.confirm}
      destructive={question.destructive}
      onConfirm={run}
    />
  )
}
