'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { newImportPath } from '@/components/imports/import-paths'
import { ImportFiles } from '@/components/imports/list/import-files'
import { ImportList } from '@/components/imports/list/import-list'
import { whyNoImport } from '@/components/imports/list/why-no-import'
import { QueryState } from '@/components/query-state/query-state'
import { Button, LinkButton } from '@/components/ui/button'
import { VoicemailHead } from '@/components/voicemail/voicemail-head'
import { importsQuery } from '@/lib/imports/queries'

function StartButton({ tenantId, hindrance }: { tenantId: string; hindrance: string | null }) {
  const icon = <Upload aria-hidden className="size-4" />
  if (hindrance === null) {
    return (
      <LinkButton variant="primary" icon={icon} href={newImportPath(tenantId)}>
        Import a file
      </LinkButton>
    )
  }
  return (
    <>
      <p id="no-import" className="text-xs text-muted">
        {hindrance}
      </p>
      <Button variant="primary" icon={icon} disabled aria-describedby="no-import">
        Import a file
      </Button>
    </>
  )
}

export function ImportsView({ tenantId, canImport }: { tenantId: string; canImport: boolean }) {
  const query = useInfiniteQuery(importsQuery(tenantId))
  const list = <ImportList tenantId={tenantId} query={query} canImport={canImport} />
  const hindrance = whyNoImport(query.data?.pages.flatMap(({ items }) => items) ?? [])
  return (
    <>
      <VoicemailHead
        tenantId={tenantId}
        section="imports"
        title="Imports"
        description="Mailboxes from a file, newest first. One import of a tenant is applied at a time; others wait in order."
        actions={
          <>
            <ImportFiles tenantId={tenantId} />
            {canImport ? <StartButton tenantId={tenantId} hindrance={hindrance} /> : null}
          </>
        }
      />
      <QueryState query={query} what="imports" loading={list}>
        {() => list}
      </QueryState>
    </>
  )
}
