import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runLabCommand } from './command'
import { type PlatformOptionsInput, parsePlatformArguments } from './options'
import { readFaultModes } from './sources/fault-file'
import { type Platform, startPlatform } from './start-platform'
import { sourceFaultsFile } from './state'
import { labBirthMs } from './testing/lab-cluster'

const folder = mkdtempSync(join(tmpdir(), 'lab-platform-'))
const running = new Set<Platform>()

afterAll(async () => {
  await Promise.all([...running].map((platform) => platform.stop()))
  rmSync(folder, { recursive: true })
})

function optionsOf(name: string): PlatformOptionsInput {
  const at = (...parts: string[]) => join(folder, name, ...parts)
  return { stateDir: at('state'), targetsDir: at('targets'), runFile: at('run.json') }
}

async function start(name: string, clock = { nowMs: labBirthMs }) {
  const platform = await startPlatform(optionsOf(name), () => clock.nowMs)
  running.add(platform)
  const advance = (seconds: number) => {
    for (let step = 0; step < seconds * 4; step++) {
      clock.nowMs += 250
      platform.step()
    }
  }
  const stop = async () => {
    running.delete(platform)
    await platform.stop()
  }
  return { platform, clock, advance, stop }
}

const api = (platform: Platform, path: string, token = 'patchboard-lab') =>
  fetch(`http://127.0.0.1:${platform.ports.kubernetes}${path}`, { headers: { authorization: `Bearer ${token}` } })

const metrics = (platform: Platform, path: string) => fetch(`http://127.0.0.1:${platform.ports.metrics}${path}`)

async function answers(attempt: () => Promise<Response>): Promise<boolean> {
  try {
    return (await attempt()).ok
  } catch {
    return false
  }
}

interface PodList {
  items: { metadata: { name: string; namespace: string } }[]
}

describe('the platform', () => {
  it('serves the API, metrics, portals and scenarios of one and the same cluster', async () => {
    const { platform, stop } = await start('served')
    const { items } = (await (await api(platform, '/api/v1/pods')).json()) as PodList
    expect(items).toHaveLength(30)
    const targets = JSON.parse(readFileSync(join(folder, 'served/targets/pods.json'), 'utf8')) as {
      targets: string[]
      labels: Record<string, string>
    }[]
    expect(targets).toHaveLength(23)
    for (const { targets: addresses, labels } of targets) {
      expect(items.map(({ metadata }) => metadata.name)).toContain(labels.pod)
      const response = await fetch(`http://${addresses[0]}${labels.__metrics_path__}`)
      expect(response.headers.get('content-type')).toContain('version=0.0.4')
      expect(await response.text()).toContain('# TYPE ')
    }
    expect(await (await metrics(platform, '/kube-state-metrics/metrics')).text()).toContain('kube_pod_info{')
    expect(await (await metrics(platform, '/cadvisor/metrics')).text()).toContain('container_cpu_usage_seconds_total{')
    const log = await api(platform, '/api/v1/namespaces/voice/pods/voice-sip-0/log?container=voice-sip&tailLines=3')
    expect((await log.text()).trimEnd().split('\n')).toHaveLength(3)
    await stop()
  })

  it('lets one token do everything, and another only look, but not at secrets', async () => {
    const { platform, stop } = await start('tokens')
    const pod = '/api/v1/namespaces/voice/pods/voice-ors-0'
    expect((await api(platform, pod, 'patchboard-lab-viewer')).status).toBe(200)
    expect((await api(platform, '/api/v1/namespaces/voice/secrets', 'patchboard-lab-viewer')).status).toBe(403)
    expect((await api(platform, '/api/v1/namespaces/voice/secrets')).status).toBe(200)
    expect((await api(platform, pod, 'wrong')).status).toBe(401)
    await stop()
  })

  it('cuts the scrape of a pod whose container does not run', async () => {
    const { platform, advance, stop } = await start('cut')
    await platform.control.break({ scenario: 'pod-crashloop', target: 'ors' })
    advance(6)
    expect(await answers(() => metrics(platform, '/pods/voice/voice-ors-0/metrics'))).toBe(false)
    expect(await answers(() => metrics(platform, '/pods/voice/voice-ors-1/metrics'))).toBe(true)
    await stop()
  })

  it('goes on after a restart where it was: scenarios, pods, times', async () => {
    const first = await start('restart')
    await first.platform.control.break({ scenario: 'pod-pending', target: 'ors' })
    first.advance(20)
    const before = await (await api(first.platform, '/api/v1/namespaces/voice/pods')).json()
    await first.stop()
    const second = await start('restart', first.clock)
    const after = await (await api(second.platform, '/api/v1/namespaces/voice/pods')).json()
    expect(after).toMatchObject({ items: (before as PodList).items })
    expect(second.platform.control.list().active).toEqual([
      { scenario: 'pod-pending', target: 'ors', option: 'one', since: new Date(labBirthMs).toISOString() },
    ])
    expect(second.platform.world.bornMs).toBe(first.platform.world.bornMs)
    await second.platform.control.heal({})
    second.advance(30)
    expect(second.platform.cluster.store.get('pods', 'voice', 'voice-ors-0')?.status?.phase).toBe('Running')
    await second.stop()
  })

  it('closes and opens its Kubernetes API, and the fault proxies, for source-down', async () => {
    const { platform, stop } = await start('sources')
    expect(await answers(() => api(platform, '/version'))).toBe(true)
    await platform.control.break({ scenario: 'source-down', target: 'kubernetes' })
    expect(await answers(() => api(platform, '/version'))).toBe(false)
    expect(await answers(() => metrics(platform, '/kube-state-metrics/metrics'))).toBe(true)
    await platform.control.break({ scenario: 'source-down', target: 'kubernetes', option: 'html' })
    expect(await answers(() => api(platform, '/version'))).toBe(true)
    const faults = () => readFaultModes(sourceFaultsFile(join(folder, 'sources/state')))
    expect(faults()).toEqual({ kubernetes: 'html' })
    const other = await startPlatform({ ...optionsOf('sources'), seed: 8 }, () => labBirthMs)
    expect(faults()).toEqual({})
    await other.stop()
    await platform.control.heal({})
    expect(faults()).toEqual({ kubernetes: 'none' })
    await expect(platform.control.break({ scenario: 'source-down', target: 'worker', option: 'html' })).rejects.toThrow(
      'worker can only be stopped',
    )
    await stop()
  })

  it('asks the supervisor of the stack to stop and start what is not its own', async () => {
    const asked: string[] = []
    const supervisor = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      response.writeHead(request.url?.includes('alertmanager') ? 500 : 200).end('{"message":"no"}')
    })
    await new Promise<void>((resolve) => {
      supervisor.listen(0, '127.0.0.1', resolve)
    })
    const address = supervisor.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const { platform, stop } = await start('supervised')
    await expect(platform.control.break({ scenario: 'source-down' })).rejects.toThrow('no stack runs here')
    writeFileSync(
      join(folder, 'supervised/run.json'),
      JSON.stringify({ supervisor: `http://127.0.0.1:${address.port}` }),
    )
    await platform.control.break({ scenario: 'source-down', target: 'prometheus' })
    await platform.control.heal({ scenario: 'source-down' })
    expect(asked).toEqual(['POST /parts/prometheus/stop', 'POST /parts/prometheus/start'])
    await expect(platform.control.break({ scenario: 'source-down', target: 'alertmanager' })).rejects.toThrow(
      'could not stop',
    )
    expect(platform.control.list().active).toEqual([])
    await stop()
    supervisor.close()
  })

  it('leaves nothing open when a port is taken', async () => {
    const { platform, stop } = await start('taken')
    const again = startPlatform({ ...optionsOf('taken-too'), controlPort: platform.ports.control }, () => labBirthMs)
    await expect(again).rejects.toThrow('EADDRINUSE')
    await stop()
  })
})

describe('npm run lab', () => {
  const lab = (name: string, ...args: string[]) =>
    runLabCommand([...args, '--run-file', join(folder, name, 'run.json')])

  it('lists, breaks and heals', async () => {
    const { platform, stop } = await start('command')
    writeFileSync(
      join(folder, 'command/run.json'),
      JSON.stringify({ control: `http://127.0.0.1:${platform.ports.control}` }),
    )
    expect(await lab('command', 'list')).toContain('Nothing is broken.')
    expect(await lab('command', 'break', 'redis', 'rq')).toContain('redis-down rq is active.')
    const list = await lab('command', 'list')
    for (const name of ['redis-down', 'portal-down', 'source-down', 'wrong-version']) expect(list).toContain(name)
    expect(list).toMatch(/Active:\n {2}redis-down rq, for \d+ (s|min)/)
    await expect(lab('command', 'break', 'teapot')).rejects.toThrow('There is no scenario “teapot”')
    await expect(lab('command', 'heal', 'kafka-lag')).rejects.toThrow('kafka-lag is not active; active: redis-down rq.')
    expect(await lab('command', 'heal')).toBe('Healed: redis-down rq.')
    expect(await lab('command', 'heal')).toBe('Nothing was broken.')
    await stop()
    await expect(lab('command', 'list')).rejects.toThrow('does not answer')
  })

  it('explains itself, and says when no lab runs', async () => {
    expect(await runLabCommand([])).toContain('npm run lab -- <command>')
    await expect(lab('nowhere', 'list')).rejects.toThrow('No lab runs here')
    await expect(runLabCommand(['explode'])).rejects.toThrow('There is no command “explode”.')
  })

  it('takes no orders from web pages', async () => {
    const { platform, stop } = await start('origin')
    const response = await fetch(`http://127.0.0.1:${platform.ports.control}/break`, {
      method: 'POST',
      headers: { origin: 'https://example.com' },
      body: JSON.stringify({ scenario: 'redis-down' }),
    })
    expect(response.status).toBe(403)
    expect(platform.control.list().active).toEqual([])
    await stop()
  })
})

describe('arguments', () => {
  it('are read by their flags', () => {
    const { options, extra } = parsePlatformArguments(
      ['--seed', '9', '--metrics-port', '9400', '--out', 'file'],
      ['out'],
    )
    expect(options).toMatchObject({ seed: 9, metricsPort: 9400, tenants: 20, pods: 30, speed: 1 })
    expect(extra).toEqual({ out: 'file' })
  })

  it.each([
    [['--pods', 'many'], '--pods: '],
    [['--metrics-port', '70000'], '--metrics-port: '],
    [['--region', 'West Europe'], '--region: '],
    [['--colour', 'red'], '--colour'],
  ])('%j are refused by name', (args, message) => {
    expect(() => parsePlatformArguments(args)).toThrow(message)
  })

  it('have no default that writes outside .lab', () => {
    const { options } = parsePlatformArguments([])
    expect([options.targetsDir, options.stateDir, options.runFile].every((path) => path.startsWith('.lab/'))).toBe(true)
  })
})
