'use client'

import { Plus, X } from 'lucide-react'
import { parseAsString, useQueryState } from 'nuqs'
import { useMemo } from 'react'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { Button, LinkButton } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { SearchInput } from '@/components/ui/input'
import { VoicemailHead } from '@/components/voicemail/voicemail-head'
import { profileColumns } from '@/components/voicemail-profiles/profile-columns'
import { ProfileDeletion } from '@/components/voicemail-profiles/profile-deletion'
import { ProfileMenu } from '@/components/voicemail-profiles/profile-menu'
import { newProfilePath, profilePath } from '@/components/voicemail-profiles/profile-paths'
import { useProfileDeletion } from '@/components/voicemail-profiles/use-profile-deletion'
import { profilesQuery } from '@/lib/voicemail-profiles/queries'
import type { VoicemailReader } from '../../../_voicemail/voicemail-tenant'

export function ProfilesView({ tenantId, canWrite, canReadAudit }: VoicemailReader & { tenantId: string }) {
  const query = useServedQuery(profilesQuery(tenantId))
  const [text, setText] = useQueryState('q', parseAsString.withDefault(''))
  const deletion = useProfileDeletion()
  const { ask } = deletion
  const columns = useMemo(
    () =>
      profileColumns(
        canWrite ? (row) => <ProfileMenu row={row} canReadAudit={canReadAudit} onDelete={() => ask(row.id)} /> : null,
      ),
    [canWrite, canReadAudit, ask],
  )
  return (
    <>
      <VoicemailHead
        tenantId={tenantId}
        section="voicemail-profiles"
        title="Profiles"
        description="Settings that many mailboxes share, and the e-mail that announces a message."
        actions={
          canWrite ? (
            <LinkButton
              variant="primary"
              icon={<Plus aria-hidden className="size-4" />}
              href={newProfilePath(tenantId)}
            >
              Add profile
            </LinkButton>
          ) : null
        }
      />
      <QueryState query={query} what="profiles">
        {({ items }) => {
          const words = text.toLowerCase().split(/\s+/)
          const matching = items.filter(({ name, emailFromAddress }) =>
            words.every((word) => `${name} ${emailFromAddress ?? ''}`.toLowerCase().includes(word)),
          )
          return (
            <DataTable
              id="voicemail-profiles"
              label="Profiles"
              what="profiles"
              columns={columns}
              rows={matching}
              total={items.length}
              rowId={({ id }) => id}
              rowHref={profilePath}
              filters={
                <>
                  <SearchInput
                    label="Search profiles"
                    placeholder="Name or sender"
                    maxLength={200}
                    value={text}
                    onChange={(next) => void setText(next || null)}
                  />
                  {text ? (
                    <Button
                      variant="quiet"
                      size="sm"
                      icon={<X aria-hidden className="size-4" />}
                      onClick={() => void setText(null)}
                    >
                      Clear
                    </Button>
                  ) : null}
                </>
              }
              empty={
                <EmptyState
                  compact
                  title="No profile matches"
                  text="Words must occur in the name or in the sender’s address."
                  action={<Button onClick={() => void setText(null)}>Clear the search</Button>}
                />
              }
            />
          )
        }}
      </QueryState>
      {canWrite ? <ProfileDeletion deletion={deletion} tenantId={tenantId} profiles={query.data?.items ?? []} /> : null}
    </>
  )
}
