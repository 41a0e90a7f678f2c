import { EqlRegex, EqlSingle, Neq } from '@prometheus-io/lezer-promql'
import { expect, it } from 'vitest'
import { selectorAround } from './completion-client'

const matcher = (type: number, name: string, value: string) => ({ type, name, value, matchesEmpty: () => false })

it.each([
  ['a metric', 'up', [], undefined, 'up{}'],
  [
    'with what is complete',
    'up',
    [matcher(EqlSingle, 'job', 'a'), matcher(Neq, 'pod', 'b')],
    undefined,
    'up{job="a",pod!="b"}',
  ],
  [
    'without the label that is being written',
    'up',
    [matcher(EqlSingle, 'job', 'a'), matcher(EqlSingle, 'pod', 'p')],
    'pod',
    'up{job="a"}',
  ],
  ['no metric', undefined, [matcher(EqlRegex, 'job', 'a.*')], undefined, '{job=~"a.*"}'],
  ['nothing', undefined, [], undefined, null],
  ['what makes no selector', 'up', [matcher(EqlSingle, 'job', 'a"b')], undefined, 'up'],
  ['what is no metric', 'not a name', [], undefined, null],
])('selectorAround: %s', (_case, metric, matchers, without, selector) => {
  expect(selectorAround(metric, matchers, without)).toBe(selector)
})
