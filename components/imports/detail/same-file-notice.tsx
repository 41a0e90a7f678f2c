'use client'

import { useQuery } from '@tanstack/react-query'
import { LinkButton } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { RelativeTime } from '@/components/ui/relative-time'
import { importQuery } from '@/lib/imports/queries'
import { importPath } from '../import-paths'
import { importStateLook } from '../import-words'

/** Said before a file is applied that was sent before, byte for byte: when that was, and what came of it. */
export function SameFileNotice({ tenantId, importId }: { tenantId: string; importId: string }) {
  const earlier = useQuery(importQuery(tenantId, importId)).data
  return (
    <Notice
      tone="warning"
      title="This very file was sent before"
      action={
        <LinkButton size="sm" href={importPath({ tenantId, id: importId })}>
          Open the earlier import
        </LinkButton>
      }
    >
      {earlier ? (
        <p>
          By {earlier.actorName}, <RelativeTime at={earlier.createdAt} />: {importStateLook[earlier.state].label}. The
          counts here are of the mailboxes as they are now.
        </p>
      ) : null}
    </Notice>
  )
}
