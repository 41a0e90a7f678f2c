'use client'

import dynamic from 'next/dynamic'
import { Button } from '@/components/ui/button'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { AfterPanel, type AfterPanelProps } from './after-panel'
import { CheckedStage } from './checked-stage'
import { ProblemPanel } from './problem-panel'
import { WorkPanel } from './work-panel'

const loading = () => <SkeletonBlock label="Reading this step" className="mb-4 h-40" />
const ContinueUpload = dynamic(() => import('../start/continue-upload').then((module) => module.ContinueUpload), {
  ssr: false,
  loading,
})
const MappingPanel = dynamic(() => import('../start/mapping-panel').then((module) => module.MappingPanel), {
  ssr: false,
  loading,
})

export type ImportStageProps = Omit<AfterPanelProps, 'reader'> & {
  reader: { canImport: boolean; canWrite: boolean; canReadAudit: boolean }
  onCancel: () => void
}

function CancelLine({ acts, onCancel }: Pick<ImportStageProps, 'acts' | 'onCancel'>) {
  return (
    <p className="mt-3 mb-4">
      <Button variant="quiet" disabled={acts.busy} onClick={onCancel}>
        Cancel this import
      </Button>
    </p>
  )
}

/** What there is to see and to do in the state that the import has now. */
export function ImportStage(props: ImportStageProps) {
  const { record, acts, reader, onShow, onCancel } = props
  const { tenantId } = record
  const cancel = reader.canImport ? <CancelLine acts={acts} onCancel={onCancel} /> : null
  switch (record.state) {
    case 'uploading':
      return (
        <>
          <ContinueUpload tenantId={tenantId} record={record} canImport={reader.canImport} />
          {cancel}
        </>
      )
    case 'mapping':
      return (
        <>
          <MappingPanel tenantId={tenantId} record={record} canImport={reader.canImport} />
          {cancel}
        </>
      )
    case 'unreadable':
      return (
        <>
          <ProblemPanel record={record} canImport={reader.canImport} />
          {reader.canImport && record.problem?.code !== 'not-a-csv' ? (
            <MappingPanel tenantId={tenantId} record={record} canImport />
          ) : null}
        </>
      )
    case 'checked':
      return <CheckedStage {...props} />
    case 'checking':
    case 'queued':
    case 'applying':
    case 'paused':
    case 'reverting':
      return <WorkPanel record={record} acts={acts} canImport={reader.canImport} onCancel={onCancel} onShow={onShow} />
    default:
      return <AfterPanel {...props} />
  }
}
