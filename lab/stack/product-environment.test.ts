import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parseEnv } from '@/lib/env/env'
import { choosePorts } from './addresses'
import { Children } from './child'
import type { StackContext } from './context'
import { type External, externalOf } from './external'
import { GuardLink } from './guard-link'
import { chosenParts, type PartName } from './launch'
import { labPaths } from './paths'
import { Ports } from './ports'
import { environmentFile, productEnvironment } from './product-environment'

const DATABASE = 'postgresql://patchboard:pw@127.0.0.1:28601/patchboard'
let folder: string
let guard: GuardLink
let ports: Ports

async function makeContext(environment: Record<string, string> = {}, speed = 1): Promise<StackContext> {
  ports = new Ports()
  await choosePorts(ports, { firstPort: 28_600 })
  return {
    paths: labPaths(process.cwd(), folder),
    scale: { tenants: 20, pods: 30, seed: 7, speed },
    external: externalOf(environment),
    ports,
    children: new Children(guard),
    environment,
  }
}

beforeAll(() => {
  guard = new GuardLink(process.cwd())
})
afterAll(() => guard.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchboard-environment-'))
})
afterEach(async () => {
  await ports.releaseAll()
  rmSync(folder, { recursive: true })
})

describe('productEnvironment', () => {
  it('is one that the console takes', async () => {
    const context = await makeContext()
    const environment = parseEnv(productEnvironment(context, DATABASE))
    expect(environment).toMatchObject({ DATABASE_URL: DATABASE, PROBE_INTERVAL_SECONDS: 30 })
    expect(environment.NEXTAUTH_URL).toBe(`http://localhost:${ports.of('console')}`)
  })

  it('puts a fault proxy before the lab’s own servers, and nothing before real ones', async () => {
    const context = await makeContext({ PROMETHEUS_URL: 'http://real:9090', KUBECONFIG: '/home/me/.kube/config' })
    expect(productEnvironment(context, DATABASE)).toMatchObject({
      PROMETHEUS_URL: 'http://real:9090',
      KUBECONFIG: '/home/me/.kube/config',
      ALERTMANAGER_URL: `http://127.0.0.1:${ports.of('alertmanager-seen')}`,
    })
  })

  it('sends mail to the lab’s own relay, or to a real one', async () => {
    const own = await makeContext()
    expect(parseEnv(productEnvironment(own, DATABASE)).SMTP_URL).toBe(`smtp://127.0.0.1:${ports.of('mail')}`)
    await ports.releaseAll()
    const real = await makeContext({ SMTP_URL: 'smtps://me:pw@relay.example' })
    expect(productEnvironment(real, DATABASE)).toMatchObject({ SMTP_URL: 'smtps://me:pw@relay.example' })
  })

  it('waits as much less as the lab runs faster, and leaves a setting of its starter alone', async () => {
    const faster = productEnvironment(await makeContext({}, 20), DATABASE)
    expect(faster).toMatchObject({ LIVE_INTERVAL_SECONDS: '1', PROBE_INTERVAL_SECONDS: '2' })
    const { PROBE_INTERVAL_SECONDS: interval, PROBE_TIMEOUT_SECONDS: patience } = faster
    expect(Number(patience), 'a probe that waits longer makes its own portal stale').toBeLessThan(Number(interval) * 3)
    await ports.releaseAll()
    const chosen = await makeContext({ PROBE_INTERVAL_SECONDS: '7', LOG_LEVEL: 'debug' }, 20)
    expect(productEnvironment(chosen, DATABASE)).toMatchObject({ PROBE_INTERVAL_SECONDS: '7', LOG_LEVEL: 'debug' })
  })
})

describe('environmentFile', () => {
  it('holds what a development server needs, and nothing of the starter’s own', async () => {
    const text = environmentFile(await makeContext({ HOME: '/home/me', PATH: '/bin' }), DATABASE)
    expect(text).toContain(`DATABASE_URL="${DATABASE}"\n`)
    expect(text).not.toMatch(/^(HOME|PATH)=/m)
  })
})

describe('chosenParts', () => {
  const asked = new Set<PartName>(['postgresql', 'prometheus', 'console'])

  it.each([
    [{}, ['postgresql', 'prometheus', 'console']],
    [{ DATABASE_URL: DATABASE }, ['prometheus', 'console']],
    [{ PROMETHEUS_URL: 'http://real:9090', DATABASE_URL: DATABASE }, ['console']],
    [{ ALERTMANAGER_URL: 'http://real:9093' }, ['postgresql', 'prometheus', 'console']],
  ] as [External, PartName[]][])('with %j starts %j', (external, parts) => {
    expect([...chosenParts({ external }, asked)]).toEqual(parts)
  })
})
