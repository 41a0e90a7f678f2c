'use client'

import dynamic from 'next/dynamic'
import { importsPath } from '@/components/imports/import-paths'
import { ImportFiles } from '@/components/imports/list/import-files'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { VoicemailHead } from '@/components/voicemail/voicemail-head'

// Half of its code is for what happens after the first click.
const StartImport = dynamic(
  () => import('@/components/imports/start/start-import').then((module) => module.StartImport),
  { ssr: false, loading: () => <SkeletonBlock label="Loading the form" className="h-96 max-w-3xl" /> },
)

export function NewImportView({ tenantId }: { tenantId: string }) {
  return (
    <>
      <VoicemailHead
        tenantId={tenantId}
        section="imports"
        title="Import a file"
        parent={{ label: 'Imports', href: importsPath(tenantId) }}
        description="A row for each mailbox: it is created, changed or deleted as the row says. You see first what would happen."
        actions={<ImportFiles tenantId={tenantId} />}
      />
      <StartImport tenantId={tenantId} />
    </>
  )
}
