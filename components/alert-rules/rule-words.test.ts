import { describe, expect, it } from 'vitest'
import { instancesText, templateParts } from './rule-words'

describe('instancesText', () => {
  it.each([
    [2, 1, '2 firing, 1 pending'],
    [0, 3, '3 pending'],
    [1, 0, '1 firing'],
    [0, 0, 'none'],
    [null, null, null],
  ])('%s firing and %s pending', (firing, pending, text) => {
    expect(instancesText({ firing, pending })).toBe(text)
  })
})

describe('templateParts', () => {
  it('takes labels and values out of the text', () => {
    expect(templateParts('Pod {{ $labels.pod }} uses {{ $value | printf "%.0f" }} %.')).toEqual([
      { kind: 'text', text: 'Pod ' },
      { kind: 'label', text: 'pod' },
      { kind: 'text', text: ' uses ' },
      { kind: 'label', text: 'value' },
      { kind: 'text', text: ' %.' },
    ])
  })

  it('leaves what it does not know as it is', () => {
    expect(templateParts('{{ humanize 5 }} of {x}')).toEqual([{ kind: 'text', text: '{{ humanize 5 }} of {x}' }])
    expect(templateParts('')).toEqual([])
  })
})
