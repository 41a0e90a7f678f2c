import { describe, expect, it } from 'vitest'
import { createLabCluster, type LabCluster } from '../testing/lab-cluster'
import { podLogSource } from './pod-log'

function read(lab: LabCluster, workload: string, container = workload, isPrevious = false) {
  const [pod] = lab.podsOf(workload)
  if (!pod) throw new Error('no pod')
  return podLogSource(lab.cluster).read({ pod, container, isPrevious })
}

describe('pod logs', () => {
  it('are JSON lines in order of time, up to now', () => {
    const lab = createLabCluster()
    const lines = read(lab, 'voice-sip') ?? []
    expect(lines.length).toBeGreaterThan(100)
    let before = 0
    for (const { time, text } of lines) {
      expect(time.getTime()).toBeGreaterThanOrEqual(before)
      expect(time.getTime()).toBeLessThan(lab.now())
      expect(JSON.parse(text)).toMatchObject({ time: time.toISOString(), service: 'voice-sip' })
      before = time.getTime()
    }
  })

  it('hold the same lines for the same seconds, whenever they are read', () => {
    const early = createLabCluster()
    const late = createLabCluster()
    late.advance(20)
    const texts = (lab: LabCluster) => (read(lab, 'voice-ors') ?? []).map(({ text }) => text)
    const later = texts(late)
    expect(later.slice(later.indexOf(texts(early)[50] ?? ''))).toEqual([
      ...texts(early).slice(50),
      ...later.slice(later.indexOf(texts(early).at(-1) ?? '') + 1),
    ])
    expect(later.length).toBeGreaterThan(0)
  })

  it('tell of a fault while it lasts, in the pods it touches', async () => {
    const lab = createLabCluster()
    await lab.control.break({ scenario: 'redis-down', target: 'ors' })
    lab.advance(30)
    const errors = (workload: string) =>
      (read(lab, workload) ?? []).filter(({ text }) => text.includes('ECONNREFUSED')).length
    expect(errors('voice-ors')).toBeGreaterThanOrEqual(14)
    expect(errors('voice-rq')).toBe(0)
    await lab.control.heal({})
    const atTheEnd = errors('voice-ors')
    lab.advance(30)
    expect(errors('voice-ors')).toBe(atTheEnd)
  })

  it('begin anew with each run, and keep the one before', async () => {
    const lab = createLabCluster()
    expect(read(lab, 'voice-registrar', 'voice-registrar', true)).toBeUndefined()
    await lab.control.break({ scenario: 'pod-crashloop', target: 'registrar' })
    lab.advance(17)
    const [status] = lab.podsOf('voice-registrar')[0]?.status.containerStatuses ?? []
    const previous = read(lab, 'voice-registrar', 'voice-registrar', true) ?? []
    expect(status?.restartCount).toBe(1)
    expect(previous.length).toBeGreaterThan(0)
    const endMs = Date.parse(status?.lastState.terminated?.finishedAt ?? '')
    expect(Math.max(...previous.map(({ time }) => time.getTime()))).toBeLessThan(endMs)
    expect((read(lab, 'voice-registrar') ?? []).some(({ text }) => text.includes('listens on port 11500'))).toBe(true)
  })

  it('come from sidecars as plain text, and from nobody who is not there', () => {
    const lab = createLabCluster()
    const lines = read(lab, 'voice-sip', 'fluent-bit') ?? []
    expect(lines.length).toBeGreaterThan(5)
    expect(lines[0]?.text).toContain('[ info]')
    expect(read(lab, 'voice-sip', 'nobody')).toBeUndefined()
  })
})
