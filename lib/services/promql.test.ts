import { describe, expect, it } from 'vitest'
import { services } from '@/lib/catalogue/services'
import { aReading } from '@/lib/testing/service-parts'
import { figureQuery, gaugeQuery, historyQuery, portalQuery, versionQuery } from './promql'

const scope = { staleAfterSeconds: 90, otherRegions: ['east'] }

describe('queries of a refresh', () => {
  it('name the watched namespaces, or none', () => {
    expect(versionQuery(['voice', 'ges'])).toContain('{namespace=~"ges|voice"}')
    expect(versionQuery(null)).toBe('count by (namespace, pod, version) (service_version_info{})')
  })
  it('read all gauges in one expression', () => {
    const query = gaugeQuery(['voice'])
    expect(query).toMatch(
      /^count_values by \(__name__, namespace, pod\) \("raw", \{__name__=~"[^"]+",namespace=~"voice"\}\)$/,
    )
    expect(query).toContain('agent_health_level')
    expect(query).toContain('voicemail_service_health_check')
  })
  it('read each key figure by its kind', () => {
    const query = figureQuery(['voice'])
    expect(query).toContain(
      'label_replace(sum(rate(agent_callevents{namespace=~"voice"}[2m])), "figure", "agent_callevents", "", "")',
    )
    expect(query).toContain('label_replace(sum(sips_calls{namespace=~"voice"}), "figure", "sips_calls", "", "")')
    expect(query.split(' or ')).toHaveLength(services.filter((service) => service.keyFigure).length)
  })
  it('reads portal codes and their age', () => {
    expect(portalQuery(scope)).toContain('Portal_HTTP_Status{region!~"east"}')
    expect(portalQuery(scope)).toContain('push_time_seconds')
    expect(portalQuery({ ...scope, otherRegions: [] })).not.toContain('region')
  })
  it('look into the past of the pods they are about, and of no others', () => {
    const readings = [aReading('agent_redis_state', 'voice-agent-1', '0'), aReading('redis_state', 'voice-rq-0', '0')]
    expect(historyQuery(readings)).toBe(
      'count_values by (__name__, namespace, pod) ("raw", {__name__=~"agent_redis_state|redis_state",namespace=~"voice",pod=~"voice-agent-1|voice-rq-0"})',
    )
  })
})
