import 'server-only'
import type { ServiceList } from '../schema'
import { servicesFeed } from './feed'

/** All services of all regions, in catalogue order. Never throws for a source that is down: see `sources` and each row's reasons. */
export async function listServices(): Promise<ServiceList> {
  return servicesFeed().read()
}
