import { setMaxListeners } from 'node:events'
import { type AppError, isUpstreamError } from '@/lib/errors'
import { timeoutFailure } from '@/lib/http/upstream-failure'
import { toAutoscaler, toClusterEvent, toDeployment, toPod, toStatefulSet } from './adapter'
import type { KubernetesClient } from './client'
import { ResourceWatch, type WatchTimes } from './resource-watch'
import type { Autoscaler, ClusterEvent, Pod, WatchedResource, Workload } from './schema'

/** A resource that could not be read, or whose rows are old: `forbidden` until somebody grants the permission. */
export type ResourceProblem = { resource: WatchedResource; namespace: string; forbidden: boolean; error: AppError }

/** What a region's namespaces hold. `problems` is empty when every resource is followed. */
export type ClusterSnapshot = {
  /** When the API server was last heard (ISO time). */
  observedAt: string
  pods: Pod[]
  workloads: Workload[]
  autoscalers: Autoscaler[]
  /** The newest 500, newest first. */
  events: ClusterEvent[]
  problems: ResourceProblem[]
}

export type ClusterViewOptions = {
  client: KubernetesClient
  namespaces: readonly string[]
  times: WatchTimes & {
    /** How often a quiet API server is asked whether it lives. */
    probeMs: number
    /** How long after the last reader everything stops. */
    idleAfterMs: number
    /** How long a reader waits for the first lists. */
    firstReadMs: number
  }
}

export type ClusterView = {
  /**
   * What is known now, without asking the server: watches keep it up to date while it is read at least once a minute. The first
   * read waits for the lists. Throws AppError `upstream-failed` while the API server cannot be reached at all.
   */
  read(): Promise<ClusterSnapshot>
  /** Told of each change, and keeps the watches running, until the returned function is called. */
  subscribe(listener: () => void): () => void
  stop(): void
}

/** The first thing that is not whole about a snapshot, for `SourceTracker.read`'s `partial`. */
export function snapshotProblem(snapshot: ClusterSnapshot): AppError | undefined {
  return snapshot.problems[0]?.error
}

const maxEvents = 500
const newestFirst = (a: ClusterEvent, b: ClusterEvent) => (a.lastAt < b.lastAt ? 1 : a.lastAt > b.lastAt ? -1 : 0)

const core = (namespace: string, resource: string) => `/api/v1/namespaces/${namespace}/${resource}`
const apps = (namespace: string, resource: string) => `/apis/apps/v1/namespaces/${namespace}/${resource}`

type Shared = Pick<ConstructorParameters<typeof ResourceWatch>[0], 'client' | 'times' | 'onContact' | 'onChange'>

function watchNamespace(namespace: string, shared: Shared) {
  const autoscaling = `/apis/autoscaling/v2/namespaces/${namespace}/horizontalpodautoscalers`
  return {
    namespace,
    pods: new ResourceWatch({ ...shared, resource: 'pods', path: core(namespace, 'pods'), adapt: toPod }),
    deployments: new ResourceWatch({
      ...shared,
      resource: 'deployments',
      path: apps(namespace, 'deployments'),
      adapt: toDeployment,
    }),
    statefulsets: new ResourceWatch({
      ...shared,
      resource: 'statefulsets',
      path: apps(namespace, 'statefulsets'),
      adapt: toStatefulSet,
    }),
    horizontalpodautoscalers: new ResourceWatch({
      ...shared,
      resource: 'horizontalpodautoscalers',
      path: autoscaling,
      adapt: toAutoscaler,
    }),
    events: new ResourceWatch({
      ...shared,
      resource: 'events',
      path: core(namespace, 'events'),
      adapt: toClusterEvent,
      limit: { max: maxEvents, order: newestFirst },
    }),
  }
}

type NamespaceWatch = ReturnType<typeof watchNamespace>

function watchesOf(watch: NamespaceWatch) {
  const { pods, deployments, statefulsets, horizontalpodautoscalers, events } = watch
  return { pods, deployments, statefulsets, horizontalpodautoscalers, events }
}

function problemsOf(watch: NamespaceWatch): ResourceProblem[] {
  return Object.entries(watchesOf(watch)).flatMap(([resource, { error, isForbidden }]) =>
    error ? [{ resource: resource as WatchedResource, namespace: watch.namespace, forbidden: isForbidden, error }] : [],
  )
}

function values<Item>(objects: ReadonlyMap<string, Item> | undefined): Item[] {
  return objects ? [...objects.values()] : []
}

/** One run of all watches, from the first reader to the last. */
class ClusterRun {
  readonly #client: KubernetesClient
  readonly #namespaces: NamespaceWatch[]
  readonly #abort = new AbortController()
  readonly #probeMs: number
  readonly settled: Promise<unknown>
  #contactAt = 0
  #contactError: AppError | undefined
  /** All failed at once, and nothing was heard since. */
  #blind = false

  constructor(options: ClusterViewOptions, onChange: () => void, onProbe: () => void) {
    this.#client = options.client
    this.#probeMs = options.times.probeMs
    // Every watch listens to it; Node takes more than ten listeners for a leak.
    setMaxListeners(0, this.#abort.signal)
    const onContact = () => {
      this.#contactAt = Date.now()
      this.#contactError = undefined
      if (this.#blind) this.#seeAgain()
    }
    const onWatchChange = () => {
      this.#blind ||= this.#knowsNothing()
      onChange()
    }
    const shared = { client: options.client, times: options.times, onContact, onChange: onWatchChange }
    this.#namespaces = options.namespaces.map((namespace) => watchNamespace(namespace, shared))
    const watches = this.#watches()
    this.settled = Promise.all(watches.map((watch) => watch.settled))
    for (const watch of watches) watch.run(this.#abort.signal).catch(() => {})
    const timer = setInterval(() => {
      onProbe()
      this.#probe().catch(() => {})
    }, this.#probeMs)
    timer.unref()
    this.#abort.signal.addEventListener('abort', () => clearInterval(timer), { once: true })
  }

  /** Watches are silent when nothing happens and when the server hangs alike; only a question tells the two apart. */
  async #probe(): Promise<void> {
    const { signal } = this.#abort
    if (signal.aborted || Date.now() - this.#contactAt < this.#probeMs * 0.8) return
    const wasLost = this.#contactError !== undefined
    try {
      await this.#client.version({ signal })
      this.#contactAt = Date.now()
      this.#contactError = undefined
      if (wasLost) for (const one of this.#watches()) one.reconnect()
      else if (this.#blind) this.#seeAgain()
    } catch (error) {
      if (isUpstreamError(error)) this.#contactError = error
    }
  }

  /** The server is back: what failed with it is asked for at once, also what it had refused to all alike. */
  #seeAgain(): void {
    this.#blind = false
    for (const one of this.#watches()) if (one.error) one.reconnect()
  }

  #watches() {
    return this.#namespaces.flatMap((watch) => Object.values(watchesOf(watch)))
  }

  snapshot(): ClusterSnapshot {
    const problems = this.#namespaces.flatMap(problemsOf)
    const lost = this.#contactError ?? (this.#knowsNothing() ? problems[0]?.error : undefined)
    if (lost) throw lost
    return {
      observedAt: new Date(this.#contactAt).toISOString(),
      pods: this.#namespaces.flatMap((watch) => values(watch.pods.objects)),
      workloads: this.#namespaces.flatMap((watch) => [
        ...values(watch.deployments.objects),
        ...values(watch.statefulsets.objects),
      ]),
      autoscalers: this.#namespaces.flatMap((watch) => values(watch.horizontalpodautoscalers.objects)),
      events: this.#namespaces
        .flatMap((watch) => values(watch.events.objects))
        .sort(newestFirst)
        .slice(0, maxEvents),
      problems,
    }
  }

  /** Every resource of every namespace fails: that is the server (or our credentials), not a missing permission. */
  #knowsNothing(): boolean {
    return this.#watches().every((one) => one.error !== undefined)
  }

  stop(): void {
    this.#abort.abort()
  }
}

/**
 * Pods, workloads, autoscalers and events of a region's namespaces, kept by watches that all readers share. Nothing runs until
 * somebody reads or subscribes, and everything stops when nobody has for `idleAfterMs`.
 */
export function createClusterView(options: ClusterViewOptions): ClusterView {
  const { idleAfterMs, firstReadMs } = options.times
  const listeners = new Set<() => void>()
  let run: ClusterRun | undefined
  let readAt = 0

  const stop = () => {
    run?.stop()
    run = undefined
  }
  const notify = () => {
    for (const listener of [...listeners]) listener()
  }
  const stopWhenIdle = () => {
    if (listeners.size === 0 && Date.now() - readAt > idleAfterMs) stop()
  }
  const start = () => {
    readAt = Date.now()
    run ??= new ClusterRun(options, notify, stopWhenIdle)
    return run
  }

  return {
    async read() {
      const current = start()
      let timer: ReturnType<typeof setTimeout> | undefined
      const tooLate = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(timeoutFailure(options.client.who, firstReadMs)), firstReadMs)
      })
      try {
        await Promise.race([current.settled, tooLate])
      } finally {
        clearTimeout(timer)
      }
      return current.snapshot()
    },
    subscribe(listener) {
      listeners.add(listener)
      start()
      return () => {
        listeners.delete(listener)
        readAt = Date.now()
      }
    },
    stop,
  }
}
