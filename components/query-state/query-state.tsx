'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { SignInLink } from '@/components/forms/sign-in-link'
import { Button } from '@/components/ui/button'
import { SkeletonBlock } from '@/components/ui/skeleton'
import type { SourceState } from '@/lib/sources/schema'
import { FailedState, NothingKnown } from './failed-state'
import { chooseQueryView } from './query-view'
import { StaleBanner } from './stale-banner'
import { useStandingError } from './use-standing-error'

type QueryStateProps<Data> = {
  query: UseQueryResult<Data>
  /** Plural noun of what the query brings: "tenants". */
  what: string
  sources?: (data: Data) => readonly SourceState[]
  isEmpty?: (data: Data) => boolean
  /** In the size of what is coming; a plain block by default. */
  loading?: ReactNode
  /** Shown only when every source answered and there is nothing. Without it, `children` draws the empty list too. */
  empty?: ReactNode
  children: (data: Data) => ReactNode
}

/** The one place that decides between loading, failed, empty, stale, partial and ready. */
export function QueryState<Data>({ query, what, sources, isEmpty, loading, empty, children }: QueryStateProps<Data>) {
  const { data, isPending, isFetching, dataUpdatedAt, errorUpdatedAt } = query
  const error = useStandingError(query)
  const facts = { data, error, isPending, isFetching, dataUpdatedAt, errorUpdatedAt }
  const view = chooseQueryView<Data>(facts, { sources, isEmpty })
  const retry = (
    <Button
      size="sm"
      busy={query.isFetching}
      icon={<RotateCw aria-hidden className="size-3.5" />}
      onClick={() => void query.refetch()}
    >
      Try again
    </Button>
  )
  const signIn = <SignInLink />
  switch (view.kind) {
    case 'loading':
      return loading ?? <SkeletonBlock label={`Reading the ${what}`} className="h-64" />
    case 'failed':
      return <FailedState what={what} trouble={view.trouble} action={view.trouble.signedOut ? signIn : retry} />
    case 'empty':
      return empty ?? <Bannered banner={null}>{children(view.data)}</Bannered>
    case 'ready':
      return <Bannered banner={null}>{children(view.data)}</Bannered>
    default:
      return (
        <Bannered banner={<StaleBanner view={view} what={what} action={view.trouble?.signedOut ? signIn : retry} />}>
          {view.nothingKnown ? (
            <NothingKnown what={what} othersAnswered={view.kind === 'partial' && view.othersAnswered} />
          ) : (
            children(view.data)
          )}
        </Bannered>
      )
  }
}

/**
 * With a banner and without, what is below keeps its place in the tree, and with it all that somebody opened, typed or ticked there: a
 * source that stumbles must not close a runbook.
 */
function Bannered({ banner, children }: { banner: ReactNode; children: ReactNode }) {
  return (
    <>
      {banner}
      {children}
    </>
  )
}
