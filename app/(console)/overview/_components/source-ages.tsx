import Link from 'next/link'
import { SourceNote } from '@/components/status/source-note'
import type { SourceDetail } from '@/lib/sources/schema'

/** Whose word all of this is, and how old: one line for each source that is configured. */
export function SourceAges({ sources }: { sources: readonly SourceDetail[] }) {
  const configured = sources.filter((source) => source.configured)
  if (configured.length === 0) {
    return (
      <p className="text-sm text-muted">
        No source is configured.{' '}
        <Link href="/sources" className="text-accent-text hover:underline">
          See how
        </Link>
      </p>
    )
  }
  return (
    <ul className="flex flex-col gap-1">
      {configured.map((source) => (
        <li key={source.id} className="flex h-5 items-center overflow-hidden">
          <SourceNote source={source} oneLine />
        </li>
      ))}
    </ul>
  )
}
