import { DescriptionList } from '@/components/ui/description-list'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatBytes } from '@/lib/format/bytes'
import { formatTrackTime } from '@/lib/format/duration'
import type { GreetingVersion } from '@/lib/greetings/schema'
import { describeFormat } from './greeting-words'

/** What a recording is, and who brought it. */
export function GreetingFacts({ version }: { version: GreetingVersion }) {
  return (
    <DescriptionList
      items={[
        { term: 'File', detail: version.fileName },
        { term: 'Duration', detail: formatTrackTime(version.durationMs, true) },
        { term: 'Format', detail: describeFormat(version) },
        { term: 'Size', detail: formatBytes(version.sizeBytes) },
        {
          term: 'Uploaded',
          detail: (
            <>
              <RelativeTime at={version.uploadedAt} /> by {version.uploadedByName}
            </>
          ),
        },
      ]}
    />
  )
}
