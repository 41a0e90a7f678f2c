import { Writable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import {
  AppsV1Api,
  AuthorizationV1Api,
  CoreV1Api,
  KubeConfig,
  Log,
  makeInformer,
  PatchStrategy,
  PolicyV1Api,
  setHeaderOptions,
  type V1Pod,
  VersionApi,
  Watch,
} from '@kubernetes/client-node'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { LogLine, PodLogSource } from './pod-log'
import { recordedContent, recordedVersions } from './recordings'
import { type RunningApi, startApi } from './test-server'

/** The SDK that the console uses, against the lab's server: what it parses, and how its watch and informer recover. */

const logLines: LogLine[] = Array.from({ length: 5 }, (_, index) => ({
  time: new Date(Date.UTC(2026, 10, 20, 18, 26, index)),
  text: `line ${index}`,
}))

const podLog: PodLogSource = {
  read: ({ isPrevious }) => (isPrevious ? undefined : logLines),
  async *follow(_query, signal) {
    yield { time: new Date(Date.UTC(2026, 10, 20, 18, 27)), text: 'followed' }
    await wait(60_000, undefined, { signal }).catch(() => {})
  },
}

let api: RunningApi
let config: KubeConfig

beforeEach(async () => {
  api = await startApi({
    tokens: [{ token: 'operator', user: 'admin', allow: (_verb, resource) => resource !== 'secrets' }],
    now: () => new Date('2026-11-20T18:26:33Z'),
    hooks: { podLog },
  })
  api.store.restore(recordedContent(), recordedVersions)
  config = new KubeConfig()
  config.loadFromClusterAndUser(
    // The SDK speaks plain HTTP only when told to skip the check of certificates.
    { name: 'lab', server: api.url, skipTLSVerify: true },
    { name: 'operator', token: 'operator' },
  )
})

afterEach(() => api.close())

/** Resolves when the condition holds, looking again after every change the caller announces through `look`. */
async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('condition did not come true within 10 s')
    await wait(5)
  }
}

it('reads version, lists and single objects', async () => {
  const core = config.makeApiClient(CoreV1Api)
  expect((await config.makeApiClient(VersionApi).getCode()).minor).toBe('36')
  const page = await core.listNamespacedPod({ namespace: 'voice', limit: 8 })
  expect(page.items).toHaveLength(8)
  expect(page.metadata?.remainingItemCount).toBe(14)
  const rest = await core.listNamespacedPod({ namespace: 'voice', _continue: page.metadata?._continue })
  expect(rest.items).toHaveLength(14)
  const pod = await core.readNamespacedPod({ namespace: 'voice', name: 't2100-0' })
  expect(pod.metadata?.creationTimestamp).toEqual(new Date('2026-11-20T18:24:48Z'))
  const everywhere = await core.listPodForAllNamespaces({ labelSelector: 'servicename=voice-ors' })
  expect(everywhere.items.map((item) => item.metadata?.name)).toEqual(['voice-ors-0', 'voice-ors-1'])
})

it('reports failures as the Status that the server sent', async () => {
  const core = config.makeApiClient(CoreV1Api)
  await expect(core.readNamespacedPod({ namespace: 'voice', name: 'nope' })).rejects.toMatchObject({ code: 404 })
  await expect(core.listNamespacedSecret({ namespace: 'voice' })).rejects.toMatchObject({ code: 403 })
  const reply = await config.makeApiClient(AuthorizationV1Api).createSelfSubjectAccessReview({
    body: { spec: { resourceAttributes: { verb: 'list', resource: 'secrets', namespace: 'voice' } } },
  })
  expect(reply.status?.allowed).toBe(false)
})

it('scales, restarts, evicts', async () => {
  const apps = config.makeApiClient(AppsV1Api)
  const target = { namespace: 'voice', name: 'voice-sipfe' }
  const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch)
  const scaled = await apps.patchNamespacedDeploymentScale({ ...target, body: { spec: { replicas: 5 } } }, merge)
  expect(scaled.spec?.replicas).toBe(5)
  expect(api.store.get('deployments', 'voice', 'voice-sipfe')).toMatchObject({
    spec: { replicas: 5 },
    metadata: { generation: 2 },
  })
  await expect(
    apps.patchNamespacedDeploymentScale({ ...target, body: { spec: { replicas: -1 } } }, merge),
  ).rejects.toMatchObject({
    code: 422,
  })
  const annotations = { 'kubectl.kubernetes.io/restartedAt': '2026-11-20T18:30:00Z' }
  const body = { spec: { template: { metadata: { annotations } } } }
  const strategic = setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch)
  const restarted = await apps.patchNamespacedDeployment({ ...target, body }, strategic)
  expect(restarted.spec?.template.metadata).toMatchObject({ annotations, labels: { servicename: 'voice-sipfe' } })
  await config.makeApiClient(CoreV1Api).createNamespacedPodEviction({
    namespace: 'voice',
    name: 'voice-ors-1',
    body: { metadata: { name: 'voice-ors-1', namespace: 'voice' } },
  })
  expect(api.store.get('pods', 'voice', 'voice-ors-1')?.metadata.deletionGracePeriodSeconds).toBe(30)
  expect(
    (await config.makeApiClient(PolicyV1Api).listNamespacedPodDisruptionBudget({ namespace: 'voice' })).items,
  ).toEqual([])
})

it('watches, and hears 410 after a compaction', async () => {
  const heard: string[] = []
  const ends: unknown[] = []
  const watchFrom = (resourceVersion: string) =>
    new Watch(config).watch(
      '/api/v1/namespaces/voice/pods',
      { resourceVersion },
      (type, object: V1Pod) => heard.push(`${type} ${object.metadata?.name ?? ''}`),
      (error) => ends.push(error),
    )
  const running = await watchFrom('736')
  api.store.delete('pods', 'voice', 't2100-0', { gracePeriodSeconds: 0 })
  await until(() => heard.length === 1)
  expect(heard).toEqual(['DELETED t2100-0'])
  running.abort()
  await until(() => ends.length === 1)
  api.store.compact()
  await watchFrom('736')
  await until(() => heard.length === 2)
  expect(heard[1]).toBe('ERROR ')
})

it('keeps an informer in step, also when its watch is cut and history is gone', async () => {
  const core = config.makeApiClient(CoreV1Api)
  const informer = makeInformer(config, '/api/v1/namespaces/voice/pods', () =>
    core.listNamespacedPod({ namespace: 'voice' }),
  )
  // After a pause: an error that stays would otherwise spin.
  informer.on('error', () => void wait(20).then(() => informer.start()))
  await informer.start()
  expect(informer.list()).toHaveLength(22)
  await until(() => api.api.watchCount === 1)
  api.store.create('pods', { metadata: { name: 'extra', namespace: 'voice' }, status: { phase: 'Pending' } })
  await until(() => informer.get('extra', 'voice')?.status?.phase === 'Pending')
  api.store.modify('pods', 'voice', 'extra', (draft) => void Object.assign(draft, { status: { phase: 'Running' } }))
  await until(() => informer.get('extra', 'voice')?.status?.phase === 'Running')
  api.api.closeWatches()
  api.store.delete('pods', 'voice', 'extra', { gracePeriodSeconds: 0 })
  api.store.compact()
  await until(() => informer.get('extra', 'voice') === undefined)
  expect(informer.list()).toHaveLength(22)
  await informer.stop()
})

it('streams logs, with a tail and followed', async () => {
  const core = config.makeApiClient(CoreV1Api)
  const target = { namespace: 'voice', name: 'voice-ors-0', container: 'voice-ors' }
  expect(await core.readNamespacedPodLog({ ...target, tailLines: 2, timestamps: true })).toBe(
    '2026-11-20T18:26:03.000000000Z line 3\n2026-11-20T18:26:04.000000000Z line 4\n',
  )
  await expect(core.readNamespacedPodLog({ ...target, previous: true })).rejects.toMatchObject({ code: 400 })
  let text = ''
  const sink = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk)
      done()
    },
  })
  const following = await new Log(config).log('voice', 'voice-ors-0', 'voice-ors', sink, { follow: true, tailLines: 1 })
  await until(() => text.includes('followed'))
  expect(text).toBe('line 4\nfollowed\n')
  following.abort()
})
