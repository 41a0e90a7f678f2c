import { describe, expect, it } from 'vitest'
import type { AlertInstance } from '@/lib/services/schema'
import { alertStateLook, alertStateText, fillAction } from './alert-state-look'

const instance = (labels: Record<string, string>): AlertInstance => ({
  state: 'firing',
  activeAt: null,
  summary: null,
  value: '1',
  labels,
})

describe('alertStateLook', () => {
  it('gives a firing warning no more than it is, and a rule that is not there no green', () => {
    expect(alertStateLook({ state: 'firing', severity: 'critical' }).status).toBe('failing')
    expect(alertStateLook({ state: 'firing', severity: 'warning' }).status).toBe('degraded')
    expect(alertStateLook({ state: 'not-loaded', severity: 'critical' }).status).toBe('no-data')
    expect(alertStateLook({ state: 'broken', severity: 'warning' }).status).toBe('unknown')
    expect(alertStateLook({ state: 'inactive', severity: 'critical' }).status).toBe('ok')
  })
})

describe('alertStateText', () => {
  it('counts what it fires for', () => {
    expect(alertStateText({ state: 'firing', instances: [], instanceTotal: 3 })).toBe('Firing, 3 times')
    expect(alertStateText({ state: 'firing', instances: [], instanceTotal: 1 })).toBe('Firing')
    expect(alertStateText({ state: 'not-loaded', instances: [], instanceTotal: 0 })).toBe('Not loaded in Prometheus')
  })
})

describe('fillAction', () => {
  const action = 'Topic {{ $labels.topic }} alone: check it.'
  it('names what the alerts are about', () => {
    expect(fillAction(action, [instance({ topic: 'b' }), instance({ topic: 'a' }), instance({ topic: 'b' })])).toBe(
      'Topic a, b alone: check it.',
    )
    expect(
      fillAction(
        action,
        'edcba'.split('').map((topic) => instance({ topic })),
      ),
    ).toBe('Topic a, b, c and 2 more alone: check it.')
  })
  it('names the label where no alert has it, and leaves other text alone', () => {
    expect(fillAction(action, [instance({ pod: 'p' })])).toBe('Topic (the topic in the alert) alone: check it.')
    expect(fillAction('Check $1 {{ .Value }}', [])).toBe('Check $1 {{ .Value }}')
  })
  it('takes no text of a label for a pattern', () => {
    expect(fillAction('{{ $labels.pod }}', [instance({ pod: '$& {{ $labels.pod }}' })])).toBe('$& {{ $labels.pod }}')
  })
})
