import 'server-only'
import type { ChangeList } from '../schema'
import { changesFeed } from './feed'

/** What happened last, newest first, at most 200. Never throws for a source that is down: see `sources`. */
export async function listChanges(): Promise<ChangeList> {
  return changesFeed().read()
}
