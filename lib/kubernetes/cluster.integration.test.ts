import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { recordedContent, recordedVersions } from '@/lab/kubernetes-api/recordings'
import { createSeededUids } from '@/lab/kubernetes-api/seeded-uid'
import { createKubernetesApi, type KubernetesApi } from '@/lab/kubernetes-api/server'
import { ObjectStore } from '@/lab/kubernetes-api/store'
import type { UpstreamObservation } from '@/lib/http/upstream-failure'
import { createKubernetesClient } from './client'
import { type ClusterView, type ClusterViewOptions, createClusterView, snapshotProblem } from './cluster'

/** The watched view against a server that speaks the protocol recorded from a real one. */
describe('cluster view', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cluster-'))
  const open = new Set<ServerResponse>()
  let store: ObjectStore
  let api: KubernetesApi
  let server: Server
  let port = 0
  let isHanging = false
  let forbidden: (resource: string) => boolean
  let seen: UpstreamObservation[]
  let view: ClusterView

  async function listen(): Promise<void> {
    server = createServer((request, response) => {
      open.add(response)
      response.on('close', () => open.delete(response))
      if (!isHanging) api.handler(request, response)
    })
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  }

  function stopServer(): Promise<void> {
    return new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  }

  type ViewOptions = Partial<ClusterViewOptions['times']> & { historyLimit?: number; timeoutMs?: number }

  function createView({ historyLimit, timeoutMs = 5000, ...times }: ViewOptions = {}): void {
    store = new ObjectStore({ newUid: createSeededUids(7), now: () => new Date(), historyLimit })
    store.restore(recordedContent(), recordedVersions)
    api = createKubernetesApi({
      store,
      now: () => new Date(),
      tokens: [{ token: 'console', user: 'console', allow: (_verb, resource) => !forbidden(resource) }],
      bookmarkIntervalMs: 200,
    })
    const path = join(folder, 'kubeconfig')
    const document = {
      clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${port}` } }],
      users: [{ name: 'u', user: { token: 'console' } }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    }
    writeFileSync(path, JSON.stringify(document))
    const client = createKubernetesClient({
      kubeconfigFile: path,
      inCluster: false,
      namespaces: ['voice'],
      region: 'west',
      timeoutMs,
      maxResponseBytes: 1e7,
      observe: (observation) => seen.push(observation),
    })
    view = createClusterView({
      client,
      namespaces: ['voice'],
      times: {
        bookmarkMs: 60_000,
        maxBackoffMs: 200,
        forbiddenRetryMs: 300,
        probeMs: 100,
        idleAfterMs: 60_000,
        firstReadMs: 10_000,
        ...times,
      },
    })
  }

  beforeEach(async () => {
    port = 0
    isHanging = false
    forbidden = () => false
    seen = []
    await listen()
  })
  afterEach(async () => {
    view.stop()
    await stopServer()
    rmSync(join(folder, 'kubeconfig'), { force: true })
  })

  const count = (operation: string) => seen.filter((one) => one.operation === operation).length
  const eventually = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 10_000, interval: 20 })
  const scale = (name: string, readyReplicas: number) =>
    store.modify('deployments', 'voice', name, (draft) => {
      draft.status = { ...(draft.status as object), readyReplicas }
    })
  const podNames = async () => (await view.read()).pods.map(({ name }) => name)

  it('lists once and then follows changes', async () => {
    createView()
    const first = await view.read()
    expect(first.pods).toHaveLength(22)
    expect(first.workloads.map(({ name }) => name)).toContain('voice-ors')
    expect(first.autoscalers).toHaveLength(8)
    expect(first.events.length).toBeGreaterThan(10)
    expect(first.problems).toEqual([])
    scale('voice-agent', 1)
    store.delete('pods', 'voice', 'voice-ors-0', { gracePeriodSeconds: 0 })
    await eventually(async () => {
      const { workloads } = await view.read()
      expect(workloads.find(({ name }) => name === 'voice-agent')?.readyReplicas).toBe(1)
      expect(await podNames()).not.toContain('voice-ors-0')
    })
    expect(count('list-pods')).toBe(1)
  })

  it('asks the server the same for a hundred readers as for one', async () => {
    createView()
    await Promise.all(Array.from({ length: 100 }, () => view.read()))
    for (const operation of [
      'list-pods',
      'list-deployments',
      'list-statefulsets',
      'list-horizontalpodautoscalers',
      'list-events',
    ]) {
      expect(count(operation)).toBe(1)
    }
  })

  it('tells those who subscribe of changes', async () => {
    createView()
    let told = 0
    const leave = view.subscribe(() => {
      told += 1
    })
    await view.read()
    const before = told
    scale('voice-agent', 0)
    await eventually(() => expect(told).toBeGreaterThan(before))
    leave()
  })

  it('goes on with the rest when one resource is not permitted, and notices when it is', async () => {
    forbidden = (resource) => resource === 'horizontalpodautoscalers'
    createView()
    const snapshot = await view.read()
    expect(snapshot.pods).toHaveLength(22)
    expect(snapshot.autoscalers).toEqual([])
    expect(snapshot.problems).toMatchObject([
      { resource: 'horizontalpodautoscalers', namespace: 'voice', forbidden: true },
    ])
    expect(snapshotProblem(snapshot)?.message).toMatch(/does not permit this to us \(403\).*horizontalpodautoscalers/)
    forbidden = () => false
    await eventually(async () => {
      const { autoscalers, problems } = await view.read()
      expect(problems).toEqual([])
      expect(autoscalers).toHaveLength(8)
    })
  })

  it('fails when nothing is permitted', async () => {
    forbidden = () => true
    createView()
    await expect(view.read()).rejects.toMatchObject({ upstream: { kind: 'http', httpStatus: 403 } })
  })

  it('is whole again at once after everything was refused for a while, a missing permission waits', async () => {
    createView({ forbiddenRetryMs: 600_000 })
    await view.read()
    forbidden = () => true
    api.closeWatches()
    await eventually(async () => {
      await expect(view.read()).rejects.toMatchObject({ upstream: { kind: 'http', httpStatus: 403 } })
    })
    forbidden = (resource) => resource === 'events'
    await eventually(async () => expect((await view.read()).problems).toMatchObject([{ resource: 'events' }]))
  })

  it('lists again when its version is too old', async () => {
    createView({ historyLimit: 5 })
    await view.read()
    await stopServer()
    for (let round = 0; round < 20; round += 1) scale('voice-agent', round % 3)
    store.delete('pods', 'voice', 'voice-ors-0', { gracePeriodSeconds: 0 })
    for (let round = 0; round < 10; round += 1) {
      store.modify('pods', 'voice', 'voice-ors-1', (draft) => {
        draft.metadata.labels = { ...draft.metadata.labels, round: String(round) }
      })
    }
    await listen()
    await eventually(async () => expect(await podNames()).not.toContain('voice-ors-0'))
    expect(count('list-pods')).toBe(2)
  })

  it('resumes without a new list when the server ends its watches', async () => {
    createView()
    await view.read()
    api.closeWatches()
    scale('voice-agent', 1)
    await eventually(async () => {
      const { workloads } = await view.read()
      expect(workloads.find(({ name }) => name === 'voice-agent')?.readyReplicas).toBe(1)
    })
    expect(count('list-deployments')).toBe(1)
  })

  it('fails while the server is away, and is whole again when it is back', async () => {
    createView()
    await view.read()
    await stopServer()
    await eventually(async () => {
      await expect(view.read()).rejects.toMatchObject({ upstream: { source: 'kubernetes', kind: 'network' } })
    })
    await listen()
    await eventually(async () => expect((await view.read()).problems).toEqual([]))
  })

  it('fails when the server hangs although its connections stay open, and goes on when it wakes', async () => {
    createView({ timeoutMs: 400 })
    await view.read()
    await eventually(() => expect(api.watchCount).toBe(5))
    // A stopped process: connections stay, bookmarks and answers do not come.
    isHanging = true
    for (const response of open) response.write = () => true
    await eventually(async () => {
      await expect(view.read()).rejects.toMatchObject({ upstream: { kind: 'timeout' } })
    })
    isHanging = false
    scale('voice-agent', 1)
    // The connections from before stay dead; what happened since must be seen all the same.
    await eventually(async () => {
      const { workloads } = await view.read()
      expect(workloads.find(({ name }) => name === 'voice-agent')?.readyReplicas).toBe(1)
    })
  })

  it('opens a watch anew that went silent while the server lives', async () => {
    createView({ bookmarkMs: 150 })
    await view.read()
    await eventually(() => expect(api.watchCount).toBe(5))
    const before = count('watch-pods')
    for (const response of open) response.write = () => true
    scale('voice-agent', 1)
    await eventually(async () => {
      const { workloads } = await view.read()
      expect(workloads.find(({ name }) => name === 'voice-agent')?.readyReplicas).toBe(1)
    })
    expect(count('watch-pods')).toBeGreaterThan(before)
  })

  it('says so when the first lists do not come', async () => {
    isHanging = true
    createView({ timeoutMs: 400 })
    await expect(view.read()).rejects.toMatchObject({ upstream: { kind: 'timeout' } })
  })

  it('stops when nobody has read for a while, and starts again for the next reader', async () => {
    createView({ idleAfterMs: 200 })
    const leave = view.subscribe(() => {})
    await eventually(() => expect(api.watchCount).toBe(5))
    leave()
    await eventually(() => expect(api.watchCount).toBe(0))
    expect((await view.read()).pods).toHaveLength(22)
    expect(count('list-pods')).toBe(2)
  })
})
