'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, useState } from 'react'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ClockProvider } from '@/components/ui/clock'
import { TimeZoneProvider } from '@/components/ui/time-zone'
import { ToastProvider } from '@/components/ui/toast'
import { TooltipLayer } from '@/components/ui/tooltip-layer'

type ProvidersProps = { timeZone: string | null; renderedAtMs: number; children: ReactNode }

/** What the pages of signed-in people need; the sign-in page does not wait for it. */
export function Providers({ timeZone, renderedAtMs, children }: ProvidersProps) {
  const [queryClient] = useState(makeQueryClient)
  return (
    <NuqsAdapter>
      <QueryClientProvider client={queryClient}>
        <ClockProvider renderedAtMs={renderedAtMs}>
          <TimeZoneProvider remembered={timeZone}>
            <ToastProvider>{children}</ToastProvider>
            <TooltipLayer />
          </TimeZoneProvider>
        </ClockProvider>
      </QueryClientProvider>
    </NuqsAdapter>
  )
}
