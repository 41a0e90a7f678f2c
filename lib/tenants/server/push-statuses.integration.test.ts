import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { freePort } from '@/lib/testing/database'
import { findTool } from '@/lib/testing/prometheus-server'
import type { ProbeResult } from '../probe-adapter'
import { pushStatuses, regionsWithoutGateway } from './push-statuses'

// The real Pushgateway: two regions share one, a third has its own, a fourth has none.
let folder: string
const gateways: { url: string; child: ChildProcess }[] = []

function findGateway(): string {
  try {
    return findTool('pushgateway')
  } catch {
    // Debian's name for it.
    return findTool('prometheus-pushgateway')
  }
}

async function startGateway(): Promise<string> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(findGateway(), [`--web.listen-address=127.0.0.1:${port}`], { stdio: 'ignore' })
  gateways.push({ url, child })
  await vi.waitFor(
    async () => {
      if (!(await fetch(`${url}/-/ready`)).ok) throw new Error('not ready')
    },
    { timeout: 30_000 },
  )
  return url
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchboard-regions-'))
  const [shared, own] = [await startGateway(), await startGateway()]
  const file = join(folder, 'regions.yaml')
  const region = (id: string, url?: string) => ({ id, ...(url ? { pushgateway: { url } } : {}) })
  // JSON is YAML.
  const regions = [region('north', shared), region('south', shared), region('east', own), region('west')]
  await writeFile(file, JSON.stringify({ regions }))
  Object.assign(process.env, {
    REGIONS_FILE: file,
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    NEXTAUTH_SECRET: 'a-secret-that-only-tests-know-0123456789',
    LOG_LEVEL: 'silent',
  })
}, 60_000)

afterAll(async () => {
  for (const { child } of gateways) child.kill('SIGTERM')
  await rm(folder, { recursive: true, force: true })
})

const result = (id: string, region: string, status: number | null): ProbeResult => ({
  target: { id, region, cloud: 'azure', portalUrl: `https://${id}.example/` },
  outcome:
    status === null
      ? { status, failure: 'dns', durationSeconds: 0.01 }
      : { status, failure: null, durationSeconds: 0.25 },
})

async function held(index: number): Promise<string[]> {
  const text = await (await fetch(`${gateways[index]?.url}/metrics`)).text()
  return text
    .split('\n')
    .filter((line) => /^(Portal_HTTP_Status|portal_probe_failure)\{/.test(line))
    .map((line) => line.replaceAll(/job="portal_probe",?|cloud="azure",?/g, ''))
    .sort()
}

describe('pushStatuses', () => {
  it('keeps the tenants of regions that share a gateway side by side', async () => {
    await pushStatuses([result('n1', 'north', 200), result('s1', 'south', null), result('e1', 'east', 503)])
    expect(await held(0)).toEqual([
      'Portal_HTTP_Status{instance="n1",region="north"} 200',
      'Portal_HTTP_Status{instance="s1",region="south"} 0',
      'portal_probe_failure{instance="s1",reason="dns",region="south"} 1',
    ])
    expect(await held(1)).toEqual(['Portal_HTTP_Status{instance="e1",region="east"} 503'])
  })

  it('takes away what is no longer pushed, down to nothing, and still tells when', async () => {
    await pushStatuses([result('s1', 'south', 200)])
    expect(await held(0)).toEqual(['Portal_HTTP_Status{instance="s1",region="south"} 200'])
    expect(await held(1)).toEqual([])
    const text = await (await fetch(`${gateways[1]?.url}/metrics`)).text()
    expect(text).toMatch(/^push_time_seconds\{instance="",job="portal_probe"\} 1\.\d+e\+09$/m)
  })

  it('serves the other gateways when one is down, and says which failed', async () => {
    const [shared] = gateways
    shared?.child.kill('SIGKILL')
    await new Promise((resolve) => shared?.child.once('exit', resolve))
    await expect(pushStatuses([result('n1', 'north', 200), result('e1', 'east', 302)])).rejects.toMatchObject({
      code: 'upstream-failed',
      upstream: { source: 'pushgateway', region: 'north', kind: 'network' },
    })
    expect(await held(1)).toEqual(['Portal_HTTP_Status{instance="e1",region="east"} 302'])
  })
})

describe('regionsWithoutGateway', () => {
  it('names regions whose statuses go nowhere', () => {
    const targets = ['west', 'north', 'mars', 'west'].map((region) => result('t', region, 200).target)
    expect(regionsWithoutGateway(targets)).toEqual(['mars', 'west'])
  })
})
