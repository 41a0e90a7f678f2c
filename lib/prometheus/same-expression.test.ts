import { describe, expect, it } from 'vitest'
import { isSameExpression } from './same-expression'

describe('isSameExpression', () => {
  it.each([
    ['sum by (a) (x{b="1", a="2"}) > 5', 'sum by(a)(x{a="2",b="1"})>5'],
    ['(min(a{x=~"1|2", y!="3"}) < 1) or (b)', '(min(a{y!="3",x=~"1|2"}) < 1) or (b)'],
    ['rate(x{}[5m])', 'rate(x{}[5m])'],
  ])('%s is %s', (a, b) => {
    expect(isSameExpression(a, b)).toBe(true)
  })

  it.each([
    ['x{a="1"} > 5', 'x{a="1"} > 6'],
    ['x{a="1"} > 5', 'x{a="2"} > 5'],
    ['a - b', 'b - a'],
    ['x{a="1"}', 'x'],
    ['x{a="', 'x'],
  ])('%s is not %s', (a, b) => {
    expect(isSameExpression(a, b)).toBe(false)
  })
})
