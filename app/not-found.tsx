import type { Metadata } from 'next'
import { PageMissing } from '@/components/layout/page-missing'

export const metadata: Metadata = { title: 'No such page' }

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center">
      <PageMissing />
    </main>
  )
}
