import { expect, it } from 'vitest'
import { hasAtMost } from './characters'

it('counts characters, not their halves', () => {
  const atMostTwo = hasAtMost(2)
  expect(['', 'ab', '🙂🙂', 'a🙂'].map(atMostTwo)).toEqual([true, true, true, true])
  expect(['abc', '🙂🙂🙂', 'ab🙂', 'abcdef'].map(atMostTwo)).toEqual([false, false, false, false])
})
