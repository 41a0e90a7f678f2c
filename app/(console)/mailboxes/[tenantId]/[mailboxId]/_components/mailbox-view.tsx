'use client'

import dynamic from 'next/dynamic'
import { useQueryStates } from 'nuqs'
import { useCallback, useEffect, useState } from 'react'
import { GreetingUploads } from '@/components/greetings/greeting-uploads'
import { DeletedNotice } from '@/components/mailboxes/deleted-notice'
import { MailboxActs } from '@/components/mailboxes/mailbox-acts'
import { MailboxFacts } from '@/components/mailboxes/mailbox-facts'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { RelativeTime } from '@/components/ui/relative-time'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { Tabs } from '@/components/ui/tabs'
import { useLazyModule } from '@/components/ui/use-lazy-module'
import { usePreload } from '@/components/ui/use-preload'
import { voicemailPath } from '@/components/voicemail/sections'
import { VoicemailHead } from '@/components/voicemail/voicemail-head'
import { mailboxQuery } from '@/lib/mailboxes/queries'
import type { MailboxDetail } from '@/lib/mailboxes/schema'
import { mailboxTypeLabels } from '@/lib/mailboxes/vocabulary'
import { mailboxSearchParams } from '../search-params'

const loading = () => <SkeletonBlock label="Reading the tab" className="h-64" />
const loadForm = () => import('@/components/mailboxes/mailbox-form').then((module) => module.MailboxForm)
const loadHistory = () => import('@/components/mailboxes/mailbox-history').then((module) => module.MailboxHistory)
const loadGreetings = () => import('@/components/greetings/greetings-panel').then((module) => module.GreetingsPanel)
const MailboxHistory = dynamic(loadHistory, { ssr: false, loading })
const GreetingsPanel = dynamic(loadGreetings, { ssr: false, loading })

type MailboxViewProps = { tenantId: string; mailboxId: string; canWrite: boolean }

function LastChange({ mailbox: { lastChange, updatedAt } }: { mailbox: MailboxDetail }) {
  if (!lastChange) {
    return (
      <>
        Last changed <RelativeTime at={updatedAt} />
      </>
    )
  }
  return (
    <>
      Last changed <RelativeTime at={lastChange.at} /> by {lastChange.actorName}
      {lastChange.byConsole ? ' (the console itself)' : null}
    </>
  )
}

/** One mailbox, with the tabs that administrators know. */
export function MailboxView({ tenantId, mailboxId, canWrite }: MailboxViewProps) {
  usePreload(loadHistory)
  const query = useServedQuery(mailboxQuery(tenantId, mailboxId))
  const [{ tab }, setParams] = useQueryStates(mailboxSearchParams)
  const mailbox = query.data
  return (
    <GreetingUploads key={mailboxId} tenantId={tenantId} mailboxId={mailboxId}>
      <VoicemailHead
        tenantId={tenantId}
        section="mailboxes"
        parent={{ label: 'Mailboxes', href: voicemailPath('mailboxes', tenantId) }}
        title={mailbox ? <span className="mono">{mailbox.number}</span> : 'Mailbox'}
        status={
          mailbox ? (
            <>
              <Badge>{mailboxTypeLabels[mailbox.type]}</Badge>
              <span className="min-w-0 text-sm break-words">{mailbox.owner}</span>
            </>
          ) : null
        }
        description={mailbox ? <LastChange mailbox={mailbox} /> : null}
        actions={mailbox ? <MailboxActs mailbox={mailbox} canWrite={canWrite} isOwnPage /> : null}
      />
      <QueryState query={query} what="settings of this mailbox">
        {(data) => (
          <>
            <DeletedNotice mailbox={data} canWrite={canWrite} />
            <Tabs
              label="Parts of this mailbox"
              value={tab}
              onValueChange={(next) => void setParams({ tab: next })}
              tabs={[
                {
                  value: 'general',
                  label: 'General Info',
                  panel: <GeneralInfo mailbox={data} canWrite={canWrite} />,
                },
                {
                  value: 'greetings',
                  label: 'Greetings',
                  panel: (
                    <GreetingsPanel
                      tenantId={tenantId}
                      mailboxId={mailboxId}
                      canWrite={canWrite && data.deletedAt === null}
                    />
                  ),
                },
                {
                  value: 'history',
                  label: 'History',
                  panel: <MailboxHistory tenantId={tenantId} id={mailboxId} />,
                },
              ]}
            />
          </>
        )}
      </QueryState>
    </GreetingUploads>
  )
}

function GeneralInfo({ mailbox, canWrite }: { mailbox: MailboxDetail; canWrite: boolean }) {
  if (!canWrite || mailbox.deletedAt !== null) return <MailboxFacts mailbox={mailbox} />
  return <LazyForm mailbox={mailbox} />
}

/** The form comes after the page's first load; until then its places hold what it will show. */
function LazyForm({ mailbox }: { mailbox: MailboxDetail }) {
  const [Form, ensure] = useLazyModule(loadForm)
  const [failed, setFailed] = useState(false)
  const load = useCallback(() => void ensure().then((loaded) => setFailed(!loaded)), [ensure])
  useEffect(load, [load])
  if (Form) return <Form key={mailbox.id} mailbox={mailbox} />
  return (
    <>
      {failed ? (
        <Notice
          tone="failed"
          className="mb-4"
          title="The form could not be loaded, so nothing can be changed here yet"
          action={<Button onClick={load}>Try again</Button>}
        />
      ) : null}
      <MailboxFacts mailbox={mailbox} />
    </>
  )
}
