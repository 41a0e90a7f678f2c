import { describe, expect, it } from 'vitest'
import recorded from '@/lib/testing/recorded/kubernetes/list-pods.json'
import { createLabCluster } from '../testing/lab-cluster'
import { fieldsOf } from './managed-fields'

describe('managed fields', () => {
  it('name the same fields as the recording', () => {
    const real = recorded.body.items.find(({ metadata }) => metadata.labels.service === 'voice-config')
    const [ours] = createLabCluster().podsOf('voice-config')
    const [byController] = (ours?.metadata.managedFields ?? []) as { fieldsV1: { 'f:spec': object } }[]
    const names = (fields: object | undefined) => Object.keys(fields ?? {}).sort()
    expect(names(byController?.fieldsV1['f:spec'])).toEqual(
      expect.arrayContaining(
        names(real?.metadata.managedFields[0]?.fieldsV1['f:spec']).filter((name) => name !== 'f:enableServiceLinks'),
      ),
    )
  })

  it('are written in the notation of FieldsV1', () => {
    expect(fieldsOf({ containers: [{ name: 'a', image: 'b' }], other: [1] })).toEqual({
      'f:containers': { 'k:{"name":"a"}': { '.': {}, 'f:name': {}, 'f:image': {} } },
      'f:other': {},
    })
  })

  it('make a pod about as large as a real one', () => {
    const size = (pod: object | undefined) => JSON.stringify(pod).length
    const real = recorded.body.items.find(({ metadata }) => metadata.labels.service === 'voice-config')
    const ratio = size(createLabCluster().podsOf('voice-config')[0]) / size(real)
    expect(ratio).toBeGreaterThan(0.75)
    expect(ratio).toBeLessThan(1.25)
  })
})
