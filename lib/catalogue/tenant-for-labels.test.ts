import { expect, it } from 'vitest'
import { tenantForLabels } from './tenant-for-labels'

it.each([
  [{ tenant: 't2100', instance: '10.0.0.1:11200' }, 't2100'],
  [{ service: 'portal', instance: 't2100' }, 't2100'],
  [{ service: 'Portal', instance: 't2100' }, 't2100'],
  [{ service: 'portal' }, null],
  [{ pod: 't2100-0', namespace: 'voice' }, 't2100'],
  [{ statefulset: 't2100' }, 't2100'],
  [{ service: 'voice-agent', instance: '10.0.0.1:11200' }, null],
  [{ pod: 'voice-agent-6c9f7d9b4-bcdfg', instance: 't2100' }, null],
  [{}, null],
])('%j speaks of %s', (labels, tenant) => expect(tenantForLabels(labels)).toBe(tenant))
