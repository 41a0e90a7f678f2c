'use client'

import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useQueryStates } from 'nuqs'
import { useMemo, useState } from 'react'
import { useSettled } from '@/components/forms/use-settled'
import type { BulkAct } from '@/components/mailboxes/bulk-dialog'
import { MailboxList } from '@/components/mailboxes/mailbox-list'
import { isNothingChosen, toBulkSelection } from '@/components/mailboxes/mailbox-selection'
import { defaultMailboxSort, type MailboxView, noMailboxFilters, toQuestion } from '@/components/mailboxes/mailbox-view'
import { OpenCreateMailbox } from '@/components/mailboxes/open-create-mailbox'
import { useBulkEdits } from '@/components/mailboxes/use-bulk-edits'
import { useMailboxPages } from '@/components/mailboxes/use-mailbox-pages'
import { useMailboxSelection } from '@/components/mailboxes/use-mailbox-selection'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { Button, LinkButton } from '@/components/ui/button'
import { useTableUrlState } from '@/components/ui/data-table/use-table-url-state'
import { usePreload } from '@/components/ui/use-preload'
import { voicemailPath } from '@/components/voicemail/sections'
import { VoicemailHead } from '@/components/voicemail/voicemail-head'
import { mailboxCountQuery, mailboxSearch } from '@/lib/mailboxes/list-queries'
import { profilesQuery } from '@/lib/voicemail-profiles/queries'
import { mailboxSearchParams } from '../../search-params'

const loadBulkDialog = () => import('@/components/mailboxes/bulk-dialog').then((module) => module.BulkDialog)
const BulkDialog = dynamic(loadBulkDialog, { ssr: false })
const loadBulkHistory = () => import('@/components/mailboxes/bulk-history').then((module) => module.BulkHistory)
const BulkHistory = dynamic(loadBulkHistory, { ssr: false })

const loadBulkBar = () => import('@/components/mailboxes/bulk-bar').then((module) => module.BulkBar)
const BulkBar = dynamic(loadBulkBar, { ssr: false })
const BulkStrip = dynamic(() => import('@/components/mailboxes/bulk-progress').then((module) => module.BulkStrip), {
  ssr: false,
})

/** A pause this short is no pause in typing; the server answers sooner than the next key comes. */
const typingRestsMs = 120

/** The view's filter and order, all in the address, and the question they make once typing rests. */
function useMailboxView() {
  const [view, setParams] = useQueryStates(mailboxSearchParams)
  const table = useTableUrlState({ defaultSort: defaultMailboxSort })
  const wanted = mailboxSearch(toQuestion(view, table.sort))
  const settled = useSettled(wanted, typingRestsMs)
  // Only typing waits: a chosen filter is asked for at once.
  const typed = useSettled(view.q, typingRestsMs)
  const search = typed === view.q ? wanted : settled
  const change = (next: Partial<MailboxView>) => void setParams(next)
  return { view, table, search, change, clear: () => change(noMailboxFilters) }
}

export function MailboxesView({ tenantId, canWrite }: { tenantId: string; canWrite: boolean }) {
  usePreload(loadBulkBar)
  usePreload(loadBulkDialog)
  const { view, table, search, change, clear } = useMailboxView()
  const pages = useMailboxPages(tenantId, search)
  const counted = useServedQuery(mailboxCountQuery(tenantId, search))
  // The count of the question before is not this one's.
  const total = counted.isPlaceholderData ? null : (counted.data?.total ?? null)
  const chosen = useMailboxSelection(search, total, view.deleted)
  const bulk = useBulkEdits(tenantId)
  const [act, setAct] = useState<BulkAct | null>(null)
  // The browser's Back can take away what an open dialog is about.
  if (act !== null && isNothingChosen(chosen.selection)) setAct(null)
  const [showsHistory, setShowsHistory] = useState(false)
  const profiles = useQuery(profilesQuery(tenantId)).data?.items
  const names = useMemo(() => (profiles ? new Map(profiles.map(({ id, name }) => [id, name])) : null), [profiles])
  const list = (
    <MailboxList
      tenantId={tenantId}
      view={view}
      search={search}
      pages={pages}
      total={total}
      isCountUnknown={counted.isError}
      chosen={chosen}
      canWrite={canWrite}
      sort={table.sort}
      onSortChange={table.setSort}
      onChange={change}
      onClear={clear}
      notices={
        isNothingChosen(chosen.selection) ? null : (
          <BulkBar
            selection={chosen.selection}
            count={chosen.count}
            total={total}
            showsDeleted={view.deleted}
            onAct={setAct}
            onAll={chosen.chooseAll}
            onClear={chosen.clear}
          />
        )
      }
    />
  )
  return (
    <>
      <VoicemailHead
        tenantId={tenantId}
        section="mailboxes"
        title="Mailboxes"
        actions={
          <>
            <Button icon={<History aria-hidden className="size-4" />} onClick={() => setShowsHistory(true)}>
              Bulk edits
            </Button>
            <LinkButton href={voicemailPath('imports', tenantId)}>Import</LinkButton>
            {canWrite ? <OpenCreateMailbox tenantId={tenantId} /> : null}
          </>
        }
      />
      {bulk.shown.length > 0 ? <BulkStrip bulk={bulk} profiles={names} canWrite={canWrite} /> : null}
      <QueryState query={pages.first} what="mailboxes" loading={list}>
        {() => list}
      </QueryState>
      {act ? (
        <BulkDialog
          tenantId={tenantId}
          act={act}
          selection={toBulkSelection(chosen.selection)}
          count={chosen.count}
          onClose={() => setAct(null)}
          onStarted={({ id }) => {
            setAct(null)
            bulk.watch(id)
            chosen.clear()
          }}
        />
      ) : null}
      {showsHistory ? (
        <BulkHistory bulk={bulk} profiles={names} canWrite={canWrite} onClose={() => setShowsHistory(false)} />
      ) : null}
    </>
  )
}
