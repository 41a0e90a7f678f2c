'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, useState } from 'react'
import { config } from 'zod'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ClockProvider } from '@/components/ui/clock'
import { TimeZoneProvider } from '@/components/ui/time-zone'
import { ToastProvider } from '@/components/ui/toast'
import { TooltipProvider } from '@/components/ui/tooltip'

// zod otherwise probes `new Function`, which the Content-Security-Policy refuses and the browser reports.
config({ jitless: true })

type ProvidersProps = { nonce: string | undefined; timeZone: string | null; renderedAtMs: number; children: ReactNode }

export function Providers({ nonce, timeZone, renderedAtMs, children }: ProvidersProps) {
  const [queryClient] = useState(makeQueryClient)
  return (
    <NuqsAdapter>
      <ThemeProvider nonce={nonce} attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
        <QueryClientProvider client={queryClient}>
          <ClockProvider renderedAtMs={renderedAtMs}>
            <TimeZoneProvider remembered={timeZone}>
              <TooltipProvider>
                <ToastProvider>{children}</ToastProvider>
              </TooltipProvider>
            </TimeZoneProvider>
          </ClockProvider>
        </QueryClientProvider>
      </ThemeProvider>
    </NuqsAdapter>
  )
}
