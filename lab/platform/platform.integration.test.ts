import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { writeBackfill } from './backfill'
import { measuredPod, renderContainers, renderKubeState } from './metrics/metrics-server'
import { renderPodMetrics } from './metrics/service-metrics'
import { platformOptionsSchema } from './options'
import { createLabCluster, labBirthMs, podsInEachView } from './testing/lab-cluster'

const folder = mkdtempSync(join(tmpdir(), 'lab-integration-'))
afterAll(() => rmSync(folder, { recursive: true }))

const searched = [...(process.env.PATH ?? '').split(delimiter), '.lab/tools/usr/bin']
const promtool = searched.map((path) => join(path, 'promtool')).find((path) => existsSync(path))

/** What `promtool check metrics` says; 3 is its exit code for names that it would have chosen otherwise. */
function check(text: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(promtool ?? '', ['check', 'metrics'])
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
    child.stdin.end(text)
  })
}

describe.skipIf(!promtool)('Prometheus’ own parser', () => {
  it('takes the metrics of every service, in good times and bad', async () => {
    const lab = createLabCluster()
    await lab.control.break({ scenario: 'redis-down', target: 'all' })
    lab.advance(10)
    for (const { name, namespace, serviceId } of lab.world.workloads.filter((spec) => spec.serviceId !== 'tenant')) {
      const [pod] = lab.podsOf(name, namespace)
      const measured = pod && measuredPod(lab.cluster, pod)
      if (!measured) throw new Error(`${name} does not run`)
      const { code, output } = await check(renderPodMetrics(lab, measured, lab.now()))
      expect([0, 3], `${serviceId}: ${output}`).toContain(code)
      expect(output).not.toContain('error while linting')
    }
  })

  it('takes both exporters', async () => {
    const lab = createLabCluster()
    for (const text of [await renderKubeState(lab.cluster), await renderContainers(lab.cluster, lab.now())]) {
      const { code, output } = await check(text)
      expect([0, 3], output).toContain(code)
    }
  })

  it('makes blocks of the history', async () => {
    const path = join(folder, 'history.om')
    const options = platformOptionsSchema.parse({ stateDir: join(folder, 'state') })
    const { samples } = await writeBackfill(options, path, labBirthMs)
    const args = ['tsdb', 'create-blocks-from', '--max-block-duration=24h', 'openmetrics', path, join(folder, 'data')]
    await promisify(execFile)(promtool ?? '', args, { maxBuffer: 1 << 24 })
    const { stdout } = await promisify(execFile)(promtool ?? '', ['tsdb', 'list', join(folder, 'data')])
    const inBlocks = stdout
      .split('\n')
      .slice(1)
      .reduce((sum, line) => sum + Number(line.trim().split(/\s+/)[4] ?? 0), 0)
    expect(inBlocks).toBe(samples)
  }, 120_000)
})

describe('five thousand pods', () => {
  it('are as consistent as thirty', async () => {
    const lab = createLabCluster({ tenants: 1000, pods: 5000 })
    lab.cluster.store.delete('pods', 'voice', 'voice-sip-1')
    lab.advance(3)
    const views = await podsInEachView(lab)
    expect(views.api.length).toBe(5000)
    expect(views.kubeState).toEqual(views.api)
    expect(views.containers).toEqual(views.runningInApi)
    expect(views.targets).toEqual(views.scrapedInApi)
  })
})
