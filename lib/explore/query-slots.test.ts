import { describe, expect, it } from 'vitest'
import { QuerySlots } from './query-slots'

const limits = { perActor: 2, perActorAndMinute: 5, perRegion: 3 }

describe('QuerySlots', () => {
  it('lets one person have so many at once, and again when one ends', () => {
    const slots = new QuerySlots(limits, () => 0)
    const end = slots.take('ada', 'west')
    slots.take('ada', 'west')
    expect(() => slots.take('ada', 'west')).toThrow(expect.objectContaining({ code: 'rate-limited' }))
    slots.take('bob', 'east')
    end()
    end()
    expect(slots.take('ada', 'west')).toBeTypeOf('function')
    expect(() => slots.take('ada', 'west')).toThrow('2 queries running')
  })

  it('leaves a region room for the live pages, whoever asks', () => {
    const slots = new QuerySlots(limits, () => 0)
    for (const actor of ['a', 'b', 'c']) slots.take(actor, 'west')
    expect(() => slots.take('d', 'west')).toThrow('region west')
    expect(slots.take('d', 'east')).toBeTypeOf('function')
  })

  it('bounds a minute, and forgets it when it is over', () => {
    let now = 0
    const slots = new QuerySlots(limits, () => now)
    for (let index = 0; index < 5; index += 1) slots.take('ada', 'west')()
    expect(() => slots.take('ada', 'west')).toThrow('5 queries within a minute')
    now = 60_001
    slots.take('ada', 'west')()
  })

  it('remembers nobody who is not here', () => {
    let now = 0
    const slots = new QuerySlots(limits, () => now)
    for (let index = 0; index < 1000; index += 1) slots.take(`person-${index}`, 'west')()
    now = 60_001
    slots.take('last', 'west')
    expect(slots.size).toBe(1)
  })
})
