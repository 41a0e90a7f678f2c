import { describe, expect, it } from 'vitest'
import { serviceForLabels } from './service-for-labels'
import { services } from './services'

describe('serviceForLabels', () => {
  it.each([
    [{ service: 'portal' }, 'portal'],
    [{ service: 'GES' }, 'callback'],
    [{ service: 'voice-sipfe' }, 'front-end'],
    [{ service: 'ors' }, 'ors'],
    [{ pod: 'voice-agent-59fd95d95c-bcdfg' }, 'agent-state'],
    [{ pod: 'voice-ors-0' }, 'ors'],
    [{ statefulset: 'voice-rq' }, 'rq'],
    [{ deployment: 'voice-dialplan' }, 'dial-plan'],
    [{ service: 'kube-state-metrics', pod: 'voice-config-7f78b4df65-6c452' }, 'config'],
    [{ service: 'node-exporter' }, null],
    [{}, null],
  ])('%j is %s', (labels, expected) => {
    expect(serviceForLabels(labels)).toBe(expected)
  })

  it('knows every service by its id and its name, in any case', () => {
    for (const { id, name } of services) {
      expect(serviceForLabels({ service: id })).toBe(id)
      expect(serviceForLabels({ service: name.toUpperCase() })).toBe(id)
    }
  })
})
