'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useQueryStates } from 'nuqs'
import { useMemo, useState } from 'react'
import { filterUsers } from '@/components/access/account-status'
import { PasswordDialog } from '@/components/access/password-dialog'
import { userColumns } from '@/components/access/user-columns'
import { UserConfirm } from '@/components/access/user-confirm'
import { AccountMenu } from '@/components/access/user-menu'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { SearchInput } from '@/components/ui/input'
import { PageHeader } from '@/components/ui/page-header'
import { useToast } from '@/components/ui/toast'
import { usePreload } from '@/components/ui/use-preload'
import { isLastAdministrator, roleTexts } from '@/lib/access/model'
import { usersQuery } from '@/lib/access/queries'
import type { User } from '@/lib/access/schema'
import { accessSearchParams } from '../search-params'

// With the form's own code, which the page does not need before somebody writes.
const loadUserDialog = () => import('@/components/access/user-dialog').then((module) => module.UserDialog)
const UserDialog = dynamic(loadUserDialog, { ssr: false })

type Secret = { user: User; password: string }

const none: readonly User[] = []

/** The dialog that the address names. What it did is told and the list is read anew. */
function useActs(users: readonly User[]) {
  const [{ act, account }, setParams] = useQueryStates(accessSearchParams)
  const [secret, setSecret] = useState<Secret | null>(null)
  const client = useQueryClient()
  const toast = useToast()
  const user = users.find((item) => item.id === account) ?? null
  const close = () => void setParams({ act: null, account: '' })

  function done(changed: User, password: string | null, staysOpen = false) {
    if (!staysOpen) close()
    if (password !== null) setSecret({ user: changed, password })
    else toast({ tone: 'done', title: `Saved the account of ${changed.name}` })
    void client.invalidateQueries({ queryKey: usersQuery().queryKey })
  }
  return { act, user, secret, setSecret, close, done, open: setParams }
}

export function AccessView() {
  usePreload(loadUserDialog)
  const query = useServedQuery(usersQuery())
  const users = query.data?.items ?? none
  const [{ text }, setParams] = useQueryStates(accessSearchParams)
  const { act, user, secret, setSecret, close, done, open } = useActs(users)
  const columns = useMemo(
    () =>
      userColumns((row) => (
        <AccountMenu
          user={row}
          isLastAdministrator={isLastAdministrator(users, row.id)}
          onAct={(chosen) => void open({ act: chosen, account: row.id })}
        />
      )),
    [users, open],
  )
  const kept =
    user && isLastAdministrator(users, user.id) ? 'The last administrator: make somebody else one first.' : null
  const add = (
    <Button variant="primary" icon={<Plus aria-hidden className="size-4" />} onClick={() => void open({ act: 'add' })}>
      Add account
    </Button>
  )
  return (
    <>
      <PageHeader title="Access" description="Who may sign in, and what for." actions={add} />
      <QueryState query={query} what="accounts">
        {(data) => (
          <DataTable
            id="access"
            label="Accounts"
            what="accounts"
            columns={columns}
            rows={filterUsers(data.items, text, (role) => roleTexts[role].name)}
            rowId={(row) => row.id}
            total={data.total}
            defaultSort={{ id: 'name', desc: false }}
            filters={
              <SearchInput
                label="Search accounts"
                placeholder="Name, address or role"
                value={text}
                onChange={(next) => void setParams({ text: next })}
              />
            }
            empty={
              <EmptyState
                compact
                title="No account matches"
                action={<Button onClick={() => void setParams({ text: '' })}>Clear the search</Button>}
              />
            }
            csvName="accounts"
          />
        )}
      </QueryState>
      {act === 'add' || (act === 'edit' && user) ? (
        <UserDialog
          key={user?.id ?? 'new'}
          user={act === 'add' ? null : user}
          administratorKept={kept}
          onClose={close}
          onSaved={(saved, typedOn) => done(saved.user, saved.password, typedOn && act === 'edit')}
        />
      ) : null}
      {act !== null && act !== 'add' && act !== 'edit' && user ? (
        <UserConfirm act={act} user={user} onClose={close} onDone={done} />
      ) : null}
      {secret ? <PasswordDialog {...secret.user} password={secret.password} onClose={() => setSecret(null)} /> : null}
    </>
  )
}
