'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, useState } from 'react'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ClockProvider } from '@/components/ui/clock'
import { TimeZoneProvider } from '@/components/ui/time-zone'
import { ToastProvider } from '@/components/ui/toast'
import { TooltipLayer } from '@/components/ui/tooltip-layer'

type ProvidersProps = { nonce: string | undefined; timeZone: string | null; renderedAtMs: number; children: ReactNode }

export function Providers({ nonce, timeZone, renderedAtMs, children }: ProvidersProps) {
  const [queryClient] = useState(makeQueryClient)
  return (
    <NuqsAdapter>
      <ThemeProvider nonce={nonce} attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
        <QueryClientProvider client={queryClient}>
          <ClockProvider renderedAtMs={renderedAtMs}>
            <TimeZoneProvider remembered={timeZone}>
              <ToastProvider>{children}</ToastProvider>
              <TooltipLayer />
            </TimeZoneProvider>
          </ClockProvider>
        </QueryClientProvider>
      </ThemeProvider>
    </NuqsAdapter>
  )
}
