'use client'

import { CircleAlert } from 'lucide-react'
import { PageFailure } from '@/components/layout/page-failure'

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void }

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return <PageFailure digest={error.digest} onRetry={reset} icon={<CircleAlert aria-hidden className="size-6" />} />
}
