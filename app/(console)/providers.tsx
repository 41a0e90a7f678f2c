'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, useState } from 'react'
import { DraftOwner } from '@/components/forms/draft-store'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ClockProvider } from '@/components/ui/clock'
import { TimeZoneProvider } from '@/components/ui/time-zone'
import { ToastProvider } from '@/components/ui/toast'
import { TooltipLayer } from '@/components/ui/tooltip-layer'

type ProvidersProps = { userId: string; timeZone: string | null; renderedAtMs: number; children: ReactNode }

/** What the pages of signed-in people need; the sign-in page does not wait for it. */
export function Providers({ userId, timeZone, renderedAtMs, children }: ProvidersProps) {
  const [queryClient] = useState(makeQueryClient)
  return (
    <NuqsAdapter>
      <QueryClientProvider client={queryClient}>
        <ClockProvider renderedAtMs={renderedAtMs}>
          <TimeZoneProvider remembered={timeZone}>
            <ToastProvider>
              <DraftOwner ownerId={userId}>{children}</DraftOwner>
            </ToastProvider>
            <TooltipLayer />
          </TimeZoneProvider>
        </ClockProvider>
      </QueryClientProvider>
    </NuqsAdapter>
  )
}
