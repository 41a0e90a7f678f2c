'use client'

import './globals.css'
import { PageFailure } from '@/components/layout/page-failure'

type GlobalErrorProps = { error: Error & { digest?: string }; reset: () => void }

/** Stands in for the whole document when even the root layout broke; the theme then follows the system's light default. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body className="min-h-dvh">
        <title>Patchboard broke</title>
        <main>
          <PageFailure digest={error.digest} onRetry={reset} />
        </main>
      </body>
    </html>
  )
}
