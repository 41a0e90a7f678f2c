/** Where a key moves to among `count` rows; null for keys that mean nothing here. */
export function moveInRows(key: string, index: number, count: number, pageSize = 10): number | null {
  if (count === 0) return null
  const last = count - 1
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(last, index + 1)
    case 'ArrowUp':
    case 'k':
      return Math.max(0, index - 1)
    case 'PageDown':
      return Math.min(last, index + pageSize)
    case 'PageUp':
      return Math.max(0, index - pageSize)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
