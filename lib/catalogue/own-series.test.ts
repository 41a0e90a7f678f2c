import { describe, expect, it } from 'vitest'
import { ownSeries } from './own-series'
import { serviceById } from './services'

describe('ownSeries', () => {
  it('tells shared metrics apart by the pod, in the watched namespaces', () => {
    const [namespace, pod] = ownSeries(serviceById('agent-state'), 'http_client_response_count', ['voice', 'ges'])
    expect(namespace).toBe('namespace=~"ges|voice"')
    expect(pod).toMatch(/^pod=~"\(\?:voice-agent\)[^|]*[^|]"$/)
  })
  it('also counts a metric of its own that comes without a pod', () => {
    const [pod, ...more] = ownSeries(serviceById('agent-state'), 'agent_callevents', null)
    expect(pod).toMatch(/\|"$/)
    expect(more).toEqual([])
  })
  it('asks nothing of a service without pods', () => {
    expect(ownSeries(serviceById('portal'), 'Portal_HTTP_Status', ['voice'])).toEqual([])
  })
})
