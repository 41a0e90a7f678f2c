import { describe, expect, it } from 'vitest'
import type { ServiceId } from '@/lib/catalogue/schema'
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

function serviceIdOf(lab: ReturnType<typeof createLabCluster>, workload: string): ServiceId {
  const spec = lab.world.workloads.find(({ name }) => name === workload)
  if (!spec) throw new Error(`${workload} is not in this world`)
  return spec.serviceId
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
    const samples = samplesOf(text)
    for (const { name, type, labels, appearsOnFirstEvent } of serviceById(serviceIdOf(lab, workload)).metrics) {
      if (appearsOnFirstEvent) continue
      expect(text).toContain(`# TYPE ${name} ${type}\n`)
      const series = samples.filter((sample) => sample.name === (type === 'histogram' ? `${name}_count` : name))
      expect(series.length, name).toBeGreaterThan(0)
      for (const sample of series) {
        expect(Object.keys(sample.labels).sort(), name).toEqual(labels.filter((label) => label !== 'le').sort())
      }
    }
  })

  it.each(workloads)('%s: hold nothing that the catalogue does not list', (workload) => {
    const lab = createLabCluster()
    const text = textOf(lab, workload)
    const { metrics } = serviceById(serviceIdOf(lab, workload))
    const listed = metrics.filter(({ appearsOnFirstEvent }) => !appearsOnFirstEvent).map(({ name }) => name)
    const families = [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name)
    expect(families.toSorted()).toEqual(listed.toSorted())
    const helped = [...text.matchAll(/^# HELP (\S+) \S/gm)].map(([, name]) => name)
    expect(helped).toEqual(families)
    const series = metrics.flatMap(({ name, type }) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    )
    expect([...new Set(samplesOf(text).map(({ name }) => name))].filter((name) => !series.includes(name))).toEqual([])
  })

  it.each(workloads)('%s: give every series of a histogram buckets that rise to its count', (workload) => {
    const lab = createLabCluster()
    const samples = samplesOf(textOf(lab, workload))
    const withoutBound = ({ le: _, ...labels }: Record<string, string>) => JSON.stringify(labels)
    for (const { name, type } of serviceById(serviceIdOf(lab, workload)).metrics) {
      if (type !== 'histogram') continue
      const buckets = samples.filter((sample) => sample.name === `${name}_bucket`)
      const counts = samples.filter((sample) => sample.name === `${name}_count`)
      expect(new Set(buckets.map(({ labels }) => withoutBound(labels))).size, name).toBe(counts.length)
      expect(samples.filter((sample) => sample.name === `${name}_sum`).length, name).toBe(counts.length)
      for (const count of counts) {
        const own = buckets.filter(({ labels }) => withoutBound(labels) === withoutBound(count.labels))
        const bounds = own.map(({ labels }) => (labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels.le)))
        expect(bounds, name).toEqual(bounds.toSorted((a, b) => a - b))
        expect(bounds.at(-1), name).toBe(Number.POSITIVE_INFINITY)
        const values = own.map(({ value }) => value)
        expect(values, name).toEqual(values.toSorted((a, b) => a - b))
        expect(values.at(-1), name).toBe(count.value)
      }
    }
  })

  it('have a bucket at every limit that an alert sets to a percentile', () => {
    const lab = createLabCluster()
    const missing = workloads.flatMap((workload) => {
      const samples = samplesOf(textOf(lab, workload))
      return serviceById(serviceIdOf(lab, workload)).alerts.flatMap(({ id, expr }) => {
        const [, bucket, limit] = /^histogram_quantile\(.*rate\((\w+_bucket)\{.*> ([0-9.]+)$/.exec(expr) ?? []
        if (bucket === undefined) return []
        const has = samples.some(({ name, labels }) => name === bucket && Number(labels.le) === Number(limit))
        return has ? [] : [id]
      })
    })
    expect(missing).toEqual([])
  })

  it('are those of every service that documents any; the portal has a probe instead', () => {
    const lab = createLabCluster()
    const exposing = new Set(workloads.map((workload) => serviceIdOf(lab, workload)))
    expect(services.filter(({ metrics }) => metrics.length > 0).map(({ id }) => id)).toEqual(
      services.map(({ id }) => id).filter((id) => exposing.has(id) || id === 'portal'),
    )
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

describe('a metric that appears on its first event', () => {
  const name = 'RBAC_CREATE_VQ_PROXY_ERROR'

  it('is not there before, grows with events, stays when they end, and is gone after a restart', async () => {
    const lab = createLabCluster()
    expect(serviceById('callback').metrics.find((metric) => metric.name === name)?.appearsOnFirstEvent).toBe(true)
    expect(textOf(lab, 'ges')).not.toContain(name)
    await lab.control.break({ scenario: 'callback-errors' })
    expect(textOf(lab, 'ges')).not.toContain(name)
    lab.advance(600, 5)
    const value = () => samplesOf(textOf(lab, 'ges')).find((sample) => sample.name === name)?.value
    const most = value() ?? 0
    // More than five in ten minutes is the limit of the alert.
    expect(most).toBeGreaterThan(5)
    expect(textOf(lab, 'ges')).toContain(`# TYPE ${name} counter\n`)
    await lab.control.heal({})
    lab.advance(60, 5)
    expect(value()).toBe(most)
    for (const pod of lab.podsOf('ges', 'ges')) lab.cluster.store.delete('pods', 'ges', pod.metadata.name)
    lab.advance(60, 1)
    expect(textOf(lab, 'ges')).not.toContain(name)
  })
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
