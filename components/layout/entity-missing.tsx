import type { ReactNode } from 'react'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'

type EntityMissingProps = {
  /** "No such mailbox". */
  title: string
  /** The list it would stand in. */
  parent: { label: string; href: string }
  icon: ReactNode
  finding: string
  /** Why that may be, and what still knows of it. */
  text: string
  /** "See all mailboxes". */
  action: string
}

/** A page's place, when what the address names is not there. */
export function EntityMissing({ title, parent, icon, finding, text, action }: EntityMissingProps) {
  return (
    <>
      <PageHeader title={title} parent={parent} />
      <EmptyState
        icon={icon}
        title={finding}
        text={text}
        action={
          <LinkButton href={parent.href} variant="primary">
            {action}
          </LinkButton>
        }
      />
    </>
  )
}
