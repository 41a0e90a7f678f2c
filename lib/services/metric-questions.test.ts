import { describe, expect, it } from 'vitest'
import { readingOf } from '@/lib/catalogue/model'
import { findMetric, serviceById, services } from '@/lib/catalogue/services'
import { metricQuery, metricQuestions } from './metric-questions'

const portal = { staleAfterSeconds: 90, otherRegions: ['east'] }
const of = (id: Parameters<typeof serviceById>[0]) => {
  const questions = metricQuestions(serviceById(id), ['voice', 'ges'], portal)
  if (!questions) throw new Error(`${id} has metrics`)
  return questions
}

describe('metricQuestions', () => {
  it('are at most four, and none for a service without metrics', () => {
    for (const service of services) {
      const questions = metricQuestions(service, ['voice'], portal)
      if (service.metrics.length === 0) expect(questions).toBeNull()
      else expect(Object.keys(questions ?? {})).toHaveLength(4)
    }
  })
  it('ask for every documented name, all three series of a histogram', () => {
    const { presence } = of('registrar')
    for (const { name, type } of serviceById('registrar').metrics) {
      expect(presence).toContain(type === 'histogram' ? `${name}_bucket` : name)
    }
  })
  it('tell names that several services have by the pod, and take one’s own also without a pod', () => {
    const [own, shared] = of('registrar').presence.split(' or ')
    expect(own).toContain('registrar_register_count')
    expect(own).toContain('-[b-df-hj-np-tv-xz24-9]{5}|"')
    expect(shared).toContain('kafka_consumer_state')
    expect(shared).toContain('-[b-df-hj-np-tv-xz24-9]{5}"')
  })
  it('take rates of what grows, also where it is called a gauge, and watch present numbers for falls', () => {
    expect(of('sip-cluster').rates).toContain('rate(sips_calls_created{')
    expect(of('call-state').rates).not.toContain('rate(callthread_call_threads{')
    expect(of('call-state').rates).toContain('resets(callthread_call_threads{')
  })
  it('count of portal statuses those that are of now and the region’s own', () => {
    expect(of('portal').present).toContain('Portal_HTTP_Status{region!~"east"} unless on (job')
  })
  it('select nothing by namespace where the region names none, nor for a service without pods', () => {
    expect(metricQuestions(serviceById('rq'), null, portal)?.presence).not.toContain('namespace')
    expect(metricQuestions(serviceById('portal'), ['voice'], portal)?.presence).toBe(
      'label_replace(count by (__name__) ({__name__=~"Portal_HTTP_Status"}), "figure", "$1", "__name__", "(.+)")',
    )
  })
})

describe('metricQuery', () => {
  it('asks the explorer for the figure of the table', () => {
    const query = (id: Parameters<typeof serviceById>[0], name: string) => {
      const metric = findMetric(serviceById(id), name)
      return metric ? metricQuery(serviceById(id), metric, ['voice']) : ''
    }
    expect(query('agent-state', 'agent_callevents')).toMatch(/^sum by \(pod\) \(rate\(agent_callevents\{/)
    expect(query('dial-plan', 'dialplan_response_time')).toMatch(/^histogram_quantile\(0\.95, sum by \(le\)/)
    expect(query('call-state', 'callthread_call_threads')).toMatch(/^sum by \(pod\) \(callthread_call_threads\{/)
    expect(query('ors', 'orsnode_health_level')).toMatch(/^orsnode_health_level\{/)
  })
  it('has one for every metric of every service', () => {
    for (const service of services) {
      for (const metric of service.metrics) {
        expect(metricQuery(service, metric, null), readingOf(metric)).toContain(metric.name)
      }
    }
  })
})
