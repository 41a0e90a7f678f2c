'use client'

import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'

type PasswordDialogProps = { name: string; email: string; password: string; onClose: () => void }

/** The one time that a made password can be read. It is held nowhere else, neither in the address nor in storage. */
export function PasswordDialog({ name, email, password, onClose }: PasswordDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`The password of ${name}`}
      description="Shown this once and stored nowhere. Hand it over on a safe way before you close this."
      footer={
        <Button variant="primary" onClick={onClose}>
          I have handed it over
        </Button>
      }
    >
      <div className="flex flex-col gap-2 text-sm">
        <p className="text-muted">{email}</p>
        <p className="flex items-center gap-2">
          <code className="rounded-inner bg-sunken px-2 py-1 text-base break-all select-all">{password}</code>
          <CopyButton text={password} label="Copy the password" />
        </p>
      </div>
    </Dialog>
  )
}
