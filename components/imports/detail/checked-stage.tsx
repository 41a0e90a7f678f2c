'use client'

import { useQuery } from '@tanstack/react-query'
import { Columns3 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { unknownProfilesQuery } from '@/lib/imports/queries'
import { ConfirmBar } from './confirm-bar'
import { ImportDownloads } from './import-downloads'
import { checkParts } from './import-parts'
import type { ImportStageProps } from './import-stage'
import { PartTiles } from './part-tiles'

const ProfilesPanel = dynamic(() => import('../start/profiles-panel').then((module) => module.ProfilesPanel), {
  ssr: false,
})
const MappingPanel = dynamic(() => import('../start/mapping-panel').then((module) => module.MappingPanel), {
  ssr: false,
})
const SameFileNotice = dynamic(() => import('./same-file-notice').then((module) => module.SameFileNotice), {
  ssr: false,
})

/** What the check found, what can be mended without another file, and the question whether to apply it. */
export function CheckedStage({ record, acts, reader, onShow, onCancel }: ImportStageProps) {
  const { tenantId, id, rows } = record
  const [mends, setMends] = useState(false)
  const unknown = useQuery(unknownProfilesQuery(tenantId, id))
  return (
    <>
      <Panel
        title="What the check found"
        note="Compared with the tenant’s mailboxes; nothing has been changed"
        className="mb-4"
      >
        <div className="flex flex-col gap-4">
          <PartTiles label="Rows by what they would do" parts={checkParts(record)} rows={rows} onShow={onShow} />
          {record.sameFileAs ? <SameFileNotice tenantId={tenantId} importId={record.sameFileAs} /> : null}
          <ConfirmBar record={record} acts={acts} canImport={reader.canImport} onCancel={onCancel} />
          <div className="flex flex-wrap items-center gap-2 border-t pt-3">
            <ImportDownloads record={record} canReadAudit={reader.canReadAudit} />
            {reader.canImport ? (
              <Button
                aria-expanded={mends}
                icon={<Columns3 aria-hidden className="size-4" />}
                onClick={() => setMends(!mends)}
              >
                {record.found?.sheets ? 'Columns and sheet' : 'Columns and encoding'}
              </Button>
            ) : null}
          </div>
        </div>
      </Panel>
      {mends ? (
        <div className="mb-4">
          <MappingPanel tenantId={tenantId} record={record} canImport={reader.canImport} />
        </div>
      ) : null}
      {unknown.data && (unknown.data.items.length > 0 || unknown.data.chosen.length > 0) ? (
        <div className="mb-4">
          <ProfilesPanel tenantId={tenantId} record={record} canImport={reader.canImport} canWrite={reader.canWrite} />
        </div>
      ) : null}
    </>
  )
}
