import { apiVersionOf, resourceDefinition } from '@/lab/kubernetes-api/resources'
import type { KubernetesObject, ObjectStore, ResourceName } from '@/lab/kubernetes-api/store'
import { timestamp } from './shapes'

export interface EventInput {
  type: 'Normal' | 'Warning'
  reason: string
  message: string
  component: string
}

interface Known {
  namespace: string
  name: string
  lastMs: number
}

/** How long the API server keeps events. */
const keepMs = 3_600_000
/** A large cluster in trouble would otherwise drown the lab in events. */
const keepCount = 4000

/**
 * Writes events as Kubernetes' recorders do: the same event about the same object again raises the count of the first.
 * Forgets them after an hour.
 */
export class EventLog {
  readonly #known = new Map<string, Known>()
  #serial = 0

  constructor(
    private readonly store: ObjectStore,
    private readonly now: () => number,
  ) {
    for (const event of store.all('events')) this.#remember(event)
  }

  record(resource: ResourceName, about: KubernetesObject, event: EventInput): void {
    const nowMs = this.now()
    const { namespace = 'default', name, uid } = about.metadata
    const key = [uid, event.type, event.reason, event.message].join('|')
    const known = this.#known.get(key)
    const existing = known && this.store.get('events', known.namespace, known.name)
    if (known && existing) {
      known.lastMs = nowMs
      this.store.update('events', { ...existing, count: Number(existing.count) + 1, lastTimestamp: timestamp(nowMs) })
      return
    }
    this.#serial += 1
    const created = this.store.create('events', {
      metadata: { name: `${name}.${this.#suffix(nowMs)}`, namespace },
      ...eventBody(resource, about, event),
      firstTimestamp: timestamp(nowMs),
      lastTimestamp: timestamp(nowMs),
      count: 1,
    })
    this.#known.set(key, { namespace, name: created.metadata.name, lastMs: nowMs })
  }

  /** Drops what is older than an hour, and the oldest of too many. */
  prune(): void {
    const oldestMs = this.now() - keepMs
    let excess = this.#known.size - keepCount
    for (const [key, { namespace, name, lastMs }] of this.#known) {
      if (lastMs > oldestMs && excess <= 0) continue
      excess -= 1
      this.#known.delete(key)
      if (this.store.get('events', namespace, name)) this.store.delete('events', namespace, name)
    }
  }

  /** Sixteen hexadecimal digits that grow, as the recorder's nanoseconds do. */
  #suffix(nowMs: number): string {
    return (BigInt(nowMs) * 1_000_000n + BigInt(this.#serial % 1_000_000)).toString(16)
  }

  #remember(event: KubernetesObject): void {
    const { namespace = '', name } = event.metadata
    const about = event.involvedObject as { uid?: string } | undefined
    const key = [about?.uid, event.type, event.reason, event.message].join('|')
    this.#known.set(key, { namespace, name, lastMs: Date.parse(String(event.lastTimestamp)) })
    this.#serial += 1
  }
}

function eventBody(resource: ResourceName, about: KubernetesObject, { type, reason, message, component }: EventInput) {
  const { namespace, name, uid, resourceVersion } = about.metadata
  const definition = resourceDefinition(resource)
  return {
    involvedObject: {
      kind: definition.kind,
      ...(namespace ? { namespace } : {}),
      name,
      uid,
      apiVersion: apiVersionOf(definition),
      resourceVersion,
    },
    reason,
    message,
    type,
    source: { component },
    eventTime: null,
    reportingComponent: component,
    reportingInstance: '',
  }
}
