import { describe, expect, it } from 'vitest'
import { serviceById, services } from '@/lib/catalogue/services'
import { createLabCluster, labBirthMs, samplesOf } from '../testing/lab-cluster'
import { measuredPod } from './metrics-server'
import { renderPodMetrics } from './service-metrics'

const workloads = [
  'voice-agent',
  'voice-agent-canary',
  'voice-callthread',
  'voice-config',
  'voice-dialplan',
  'voice-registrar',
  'voice-sipfe',
  'voice-voicemail',
  'voice-ors',
  'voice-rq',
  'voice-sip',
  'voice-sipproxy',
  'ges',
]

function textOf(lab: ReturnType<typeof createLabCluster>, workload: string, timeMs = lab.now()): string {
  const [pod] = lab.podsOf(workload, workload === 'ges' ? 'ges' : 'voice')
  const measured = pod && measuredPod(lab.cluster, pod)
  if (!measured) throw new Error(`${workload} has no pod that runs`)
  return renderPodMetrics(lab, measured, timeMs)
}

const keyOf = ({ name, labels }: { name: string; labels: Record<string, string> }) => `${name}${JSON.stringify(labels)}`

describe('the metrics of a pod', () => {
  it.each(workloads)('%s: the same bytes for the same seed and time, others for another', (workload) => {
    const text = textOf(createLabCluster(), workload)
    expect(textOf(createLabCluster(), workload)).toBe(text)
    if (workload === 'ges') return
    expect(textOf(createLabCluster({ seed: 8 }), workload)).not.toBe(text)
    expect(textOf(createLabCluster(), workload, labBirthMs + 60_000)).not.toBe(text)
  })

  it.each(workloads)('%s: do not depend on what was asked before', (workload) => {
    const asked = createLabCluster()
    for (let minute = 0; minute < 5; minute++) textOf(asked, workload, labBirthMs + minute * 60_000)
    expect(textOf(asked, workload, labBirthMs)).toBe(textOf(createLabCluster(), workload, labBirthMs))
  })

  it.each(workloads)('%s: hold every metric of the catalogue, with its type and its labels', (workload) => {
    const lab = createLabCluster()
    const text = textOf(lab, workload)
    const { serviceId } = lab.world.workloads.find(({ name }) => name === workload) ?? { serviceId: 'tenant' }
    const samples = samplesOf(text)
    for (const { name, type, labels, appearsOnFirstEvent } of serviceById(serviceId).metrics) {
      if (appearsOnFirstEvent) continue
      expect(text).toContain(`# TYPE ${name} ${type}\n`)
      const series = samples.filter((sample) => sample.name === (type === 'histogram' ? `${name}_count` : name))
      expect(series.length, name).toBeGreaterThan(0)
      for (const sample of series) {
        expect(Object.keys(sample.labels).sort(), name).toEqual(labels.filter((label) => label !== 'le').sort())
      }
    }
  })

  it.each(workloads)('%s: no series twice, no value that is no number', (workload) => {
    const samples = samplesOf(textOf(createLabCluster(), workload))
    expect(new Set(samples.map(keyOf)).size).toBe(samples.length)
    expect(samples.filter(({ value }) => !Number.isFinite(value))).toEqual([])
  })

  // Counters in print whose descriptions tell of a number that rises and falls; the simulated platform does as described.
  const presentNumbers = new Set(
    services
      .flatMap(({ metrics }) => metrics.filter(({ readAs }) => readAs === 'present-number'))
      .map(({ name }) => name),
  )

  it.each(workloads)('%s: counters and histograms never fall, through a fault and its end', async (workload) => {
    const lab = createLabCluster()
    const types = new Map(
      [...textOf(lab, workload).matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type]),
    )
    const grows = (name: string) =>
      (types.get(name) === 'counter' && !presentNumbers.has(name)) ||
      types.get(name.replace(/_(bucket|sum|count)$/, '')) === 'histogram'
    const before = new Map<string, number>()
    const fallen: string[] = []
    for (const [minute, act] of steps.entries()) {
      await act?.(lab)
      lab.advance(15)
      // A pod that restarts begins anew, as a real one does: only those that ran through are compared.
      for (const sample of samplesOf(textOf(lab, workload)).filter(({ name }) => grows(name))) {
        const key = keyOf(sample)
        if (sample.value < (before.get(key) ?? 0)) fallen.push(`${minute}: ${key}`)
        before.set(key, sample.value)
      }
    }
    expect(fallen).toEqual([])
    expect(before.size).toBeGreaterThanOrEqual(workload === 'ges' ? 0 : 3)
  })

  type Act = ((lab: ReturnType<typeof createLabCluster>) => Promise<unknown>) | undefined
  const steps: Act[] = [
    undefined,
    (lab) => lab.control.break({ scenario: 'kafka-lag' }),
    (lab) => lab.control.break({ scenario: 'slow-dialplan' }),
    (lab) => lab.control.break({ scenario: 'trunk-out-of-service', target: 'all' }),
    undefined,
    (lab) => lab.control.heal({ scenario: 'kafka-lag' }),
    (lab) => lab.control.break({ scenario: 'redis-down', target: 'all' }),
    undefined,
    (lab) => lab.control.heal({}),
    undefined,
  ]
})

describe('a histogram', () => {
  it('has buckets that rise, end in the count, and a sum that fits them', () => {
    const samples = samplesOf(textOf(createLabCluster(), 'voice-dialplan'))
    const buckets = samples.filter(({ name }) => name === 'dialplan_response_time_bucket')
    const values = buckets.map(({ value }) => value)
    expect(values).toEqual(values.toSorted((a, b) => a - b))
    expect(buckets.at(-1)?.labels.le).toBe('+Inf')
    const count = samples.find(({ name }) => name === 'dialplan_response_time_count')?.value ?? 0
    const sum = samples.find(({ name }) => name === 'dialplan_response_time_sum')?.value ?? 0
    expect(values.at(-1)).toBe(count)
    expect(sum / count).toBeGreaterThan(10)
    expect(sum / count).toBeLessThan(40)
  })
})

describe('a contact centre’s day', () => {
  it('is busy in the morning and quiet at night', () => {
    const lab = createLabCluster()
    const calls = (timeMs: number) =>
      samplesOf(textOf(lab, 'voice-sip', timeMs)).find(({ name }) => name === 'sips_calls')?.value ?? 0
    const night = labBirthMs - 7 * 3_600_000
    expect(calls(labBirthMs)).toBeGreaterThan(10 * calls(night))
    expect(calls(night)).toBeGreaterThan(0)
  })

  it('brings as many answers as requests', () => {
    const lab = createLabCluster()
    const total = (name: string) =>
      samplesOf(textOf(lab, 'voice-sipfe'))
        .filter((sample) => sample.name === name)
        .reduce((sum, { value }) => sum + value, 0)
    expect(Math.abs(total('sipfe_requests_total') - total('sipfe_responses_total'))).toBeLessThan(5)
  })
})

describe('tenants', () => {
  it('are each reported by some pod of a service', () => {
    const lab = createLabCluster()
    const reported = lab.podsOf('voice-sipfe').flatMap((pod) => {
      const measured = measuredPod(lab.cluster, pod)
      return measured ? samplesOf(renderPodMetrics(lab, measured, lab.now())) : []
    })
    const tenants = new Set(
      reported.filter(({ name }) => name === 'sipfe_requests_total').map(({ labels }) => labels.tenant),
    )
    expect([...tenants].sort()).toEqual(lab.world.tenants.map(({ id }) => id))
  })

  it('do not multiply series without bounds: 5,000 of them on 5,000 pods make small pods', () => {
    const lab = createLabCluster({ tenants: 5000, pods: 5000 })
    for (const workload of workloads) {
      expect(samplesOf(textOf(lab, workload)).length, workload).toBeLessThan(250)
    }
  })
})

describe('a pod that starts', () => {
  it('says so by its health level, and counts from nought', () => {
    const lab = createLabCluster()
    lab.cluster.store.delete('pods', 'voice', 'voice-ors-0')
    lab.advance(7)
    const pod = lab.pod('voice-ors-0')
    expect(pod.status.phase).toBe('Running')
    const measured = measuredPod(lab.cluster, pod)
    if (!measured) throw new Error('it does not run')
    const samples = samplesOf(renderPodMetrics(lab, measured, lab.now()))
    expect(samples.find(({ name }) => name === 'orsnode_health_level')?.value).toBe(0)
    expect(samples.find(({ name }) => name === 'orsnode_callevents')?.value).toBeLessThan(500)
  })
})
