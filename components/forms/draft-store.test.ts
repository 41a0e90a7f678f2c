import { describe, expect, it } from 'vitest'
import { draftStore, draftsOf } from './draft-store'

describe('the drafts of a tab', () => {
  it('are each person’s own, and wait for the one who typed them', () => {
    const held = new Map<string, string>()
    const storage = {
      getItem: (key: string) => held.get(key) ?? null,
      setItem: (key: string, text: string) => void held.set(key, text),
      removeItem: (key: string) => void held.delete(key),
    }
    const [ada, grace] = [draftsOf('ada', storage), draftsOf('grace', storage)]
    ada.setItem('mailbox.1', 'typed')
    expect(grace.getItem('mailbox.1')).toBeNull()
    grace.removeItem('mailbox.1')
    expect(draftsOf('ada', storage).getItem('mailbox.1')).toBe('typed')
    ada.removeItem('mailbox.1')
    expect(held.size).toBe(0)
  })

  it('are none where there is no tab', () => {
    expect(draftStore()).toBeNull()
  })
})
