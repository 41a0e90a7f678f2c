import { Lock } from 'lucide-react'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { roleTexts } from '@/lib/access/model'
import { type Permission, permissionsByRole, roles } from '@/lib/auth/model'

type NotPermittedProps = { title: string; permission: Permission }

/** A page that the reader's roles do not open: says which roles would, and leads on. */
export function NotPermitted({ title, permission }: NotPermittedProps) {
  const granting = roles
    .filter((role) => permissionsByRole[role].includes(permission))
    .map((role) => roleTexts[role].name)
  return (
    <>
      <PageHeader title={title} />
      <div className="flex flex-col items-center gap-2 px-4 py-14 text-center">
        <Lock aria-hidden className="size-6 text-faint" />
        <p className="text-base font-medium">Your roles do not open this page</p>
        <p className="max-w-prose text-sm text-muted">
          It needs one of these roles: {granting.join(', ')}. An administrator can give it to you; it works within a
          minute, without a new sign-in.
        </p>
        <div className="mt-2">
          <LinkButton href="/">Go to the overview</LinkButton>
        </div>
      </div>
    </>
  )
}
