import 'server-only'
import type { LiveSnapshot } from '@/lib/live/feed'
import type { SourceDetail, SourceSummary } from '../schema'
import { sourcesFeed } from './feed'

/** Every source with its state, version and last failure. Never throws because a source is down. */
export async function listSources(): Promise<LiveSnapshot<SourceDetail, SourceSummary>> {
  return sourcesFeed().read()
}
