import { isUpstreamError } from '@/lib/errors'
import { observed, parseFailure } from '@/lib/http/upstream-failure'
import { toVersion } from './adapter'
import { rawListSchema, rawVersionSchema } from './raw'
import { type KubernetesConfig, KubernetesTransport } from './transport'
import { type WatchOptions, watchEvents } from './watch'

export type KubernetesList<Item> = { resourceVersion: string; items: Item[] }

const pageSize = 500
const maxRestarts = 3

/** True when the API server no longer knows the version or page token that was asked for. */
export function isExpired(error: unknown): boolean {
  return isUpstreamError(error) && error.upstream.httpStatus === 410
}

async function listPages<Item>(
  transport: KubernetesTransport,
  path: string,
  adapt: (object: unknown) => Item,
  signal?: AbortSignal,
): Promise<KubernetesList<Item>> {
  const items: Item[] = []
  let token = ''
  for (;;) {
    const query = { limit: String(pageSize), ...(token ? { continue: token } : {}) }
    const page = await transport.get(path, query, rawListSchema, signal)
    try {
      for (const object of page.items ?? []) items.push(adapt(object))
    } catch (cause) {
      throw parseFailure(transport.who, 'shape', { cause })
    }
    token = page.metadata.continue ?? ''
    if (token === '') return { resourceVersion: page.metadata.resourceVersion, items }
  }
}

/** A page token that expired means that the list moved on meanwhile: it is read again from its start. */
async function listAll<Item>(
  transport: KubernetesTransport,
  path: string,
  adapt: (object: unknown) => Item,
  signal?: AbortSignal,
): Promise<KubernetesList<Item>> {
  for (let restarts = 0; ; restarts += 1) {
    try {
      return await listPages(transport, path, adapt, signal)
    } catch (error) {
      if (!isExpired(error) || restarts >= maxRestarts) throw error
    }
  }
}

/**
 * One Kubernetes API server. Every method throws AppError `upstream-failed` (403 with what is not permitted; 410 when a version
 * is too old), or the caller's abort reason.
 */
export function createKubernetesClient(config: KubernetesConfig) {
  const transport = new KubernetesTransport(config)
  const { who } = transport

  return {
    who,

    /** A whole list, in pages of 500, each object reduced by `adapt` before the next page is read. */
    list<Item>(
      operation: string,
      path: string,
      adapt: (object: unknown) => Item,
      options: { signal?: AbortSignal } = {},
    ): Promise<KubernetesList<Item>> {
      return observed({ ...who, operation }, config.observe, () => listAll(transport, path, adapt, options.signal))
    },

    /** Follows a resource from a version on, see `watchEvents`. Counted when the server takes it on or refuses it. */
    watch: (operation: string, path: string, options: WatchOptions) =>
      watchEvents(transport, path, options, (open) => observed({ ...who, operation }, config.observe, open)),

    /** Version of the API server; also the cheapest proof that it answers. */
    async version(options: { signal?: AbortSignal } = {}): Promise<string> {
      const ask = () => transport.get('/version', {}, rawVersionSchema, options.signal)
      const answer = await observed({ ...who, operation: 'version' }, config.observe, ask)
      return toVersion(answer)
    },
  }
}

export type KubernetesClient = ReturnType<typeof createKubernetesClient>
