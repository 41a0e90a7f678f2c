/** A key press, reduced to what decides. */
export type KeyPress = { key: string; ctrlOrMeta: boolean; alt: boolean; typing: boolean; atMs: number }

/** What the keys so far ask for. `pending` waits for the second key of a sequence. */
export type ShortcutState = { pendingSinceMs: number | null }

export type ShortcutAct =
  | { kind: 'palette' }
  | { kind: 'help' }
  | { kind: 'search-field' }
  | { kind: 'go'; key: string }
  | { kind: 'none' }

/** The second key must follow within this time. */
const sequenceMs = 1500

const idle: ShortcutState = { pendingSinceMs: null }

/**
 * Reads one key press. While somebody types, only Ctrl/⌘-K means something. `g` starts a sequence; the next key goes to the page
 * that has it (the caller ignores keys no page has).
 */
export function readShortcut(state: ShortcutState, press: KeyPress): { state: ShortcutState; act: ShortcutAct } {
  if (press.ctrlOrMeta) {
    const palette = press.key.toLowerCase() === 'k' && !press.alt
    return { state: idle, act: palette ? { kind: 'palette' } : { kind: 'none' } }
  }
  if (press.typing || press.alt) return { state: idle, act: { kind: 'none' } }
  if (state.pendingSinceMs !== null && press.atMs - state.pendingSinceMs <= sequenceMs) {
    return { state: idle, act: { kind: 'go', key: press.key.toLowerCase() } }
  }
  switch (press.key) {
    case 'g':
      return { state: { pendingSinceMs: press.atMs }, act: { kind: 'none' } }
    case '/':
      return { state: idle, act: { kind: 'search-field' } }
    case '?':
      return { state: idle, act: { kind: 'help' } }
    default:
      return { state: idle, act: { kind: 'none' } }
  }
}
