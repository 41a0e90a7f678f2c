import { describe, expect, it } from 'vitest'
import { ApiError } from './api-client'
import { paced, untilAnswered } from './refresh'

const asked = (error: Error | null) => ({ state: { error } })
const away = new ApiError('problem', '', { status: 503 })
const wrong = new ApiError('problem', '', { status: 404 })

describe('a read that failed', () => {
  it('is asked again by itself, whatever its own pace is', () => {
    expect(untilAnswered(asked(away))).toBe(5000)
    expect(paced(asked(away), false)).toBe(5000)
    expect(paced(asked(away), 2000)).toBe(5000)
  })

  it('is left alone where asking again cannot help', () => {
    expect(untilAnswered(asked(wrong))).toBe(false)
    expect(paced(asked(wrong), 2000)).toBe(false)
  })
})

it('a read that is answered goes at its own pace, or stands still', () => {
  expect(untilAnswered(asked(null))).toBe(false)
  expect(paced(asked(null), 2000)).toBe(2000)
  expect(paced(asked(null), false)).toBe(false)
})
