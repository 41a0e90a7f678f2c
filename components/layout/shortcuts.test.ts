import { describe, expect, it } from 'vitest'
import { navigationEntries } from './navigation'
import { type KeyPress, readShortcut, type ShortcutAct, type ShortcutState } from './shortcuts'

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlOrMeta: false,
  alt: false,
  typing: false,
  atMs: 0,
  ...change,
})

function type(...presses: KeyPress[]): ShortcutAct[] {
  let state: ShortcutState = { pendingSinceMs: null }
  return presses.map((one) => {
    const read = readShortcut(state, one)
    state = read.state
    return read.act
  })
}

const none: ShortcutAct = { kind: 'none' }

describe('readShortcut', () => {
  it.each<[string, KeyPress[], ShortcutAct[]]>([
    ['Ctrl-K opens the palette', [press('k', { ctrlOrMeta: true })], [{ kind: 'palette' }]],
    ['also while typing', [press('K', { ctrlOrMeta: true, typing: true })], [{ kind: 'palette' }]],
    ['other Ctrl keys are the browser’s', [press('s', { ctrlOrMeta: true })], [none]],
    ['g s goes', [press('g'), press('s', { atMs: 400 })], [none, { kind: 'go', key: 's' }]],
    ['too late is two single keys', [press('g'), press('s', { atMs: 4000 })], [none, none]],
    [
      'g g goes to the page g, if there is one',
      [press('g'), press('g', { atMs: 10 })],
      [none, { kind: 'go', key: 'g' }],
    ],
    ['a third key is no part of it', [press('g'), press('s'), press('s')], [none, { kind: 'go', key: 's' }, none]],
    ['not while typing', [press('g', { typing: true }), press('s', { typing: true })], [none, none]],
    ['/ goes to the filter', [press('/')], [{ kind: 'search-field' }]],
    ['? helps', [press('?')], [{ kind: 'help' }]],
    ['Alt keys are the system’s', [press('/', { alt: true })], [none]],
  ])('%s', (_name, presses, acts) => {
    expect(type(...presses)).toEqual(acts)
  })

  it('has a key of its own for each page', () => {
    const keys = navigationEntries.map((entry) => entry.key)
    expect(new Set(keys).size).toBe(keys.length)
  })
})
