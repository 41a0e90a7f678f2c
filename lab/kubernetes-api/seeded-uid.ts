/**
 * A generator of version 4 UUIDs that repeats for the same seed, so that two runs of the lab hold the same objects.
 * (mulberry32: 32 bits of state are plenty for names that only need to differ.)
 */
export function createSeededUids(seed: number): () => string {
  let state = seed >>> 0
  const nextWord = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let word = Math.imul(state ^ (state >>> 15), state | 1)
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61)
    return (word ^ (word >>> 14)) >>> 0
  }
  return () => {
    const hex = Array.from({ length: 4 }, () => nextWord().toString(16).padStart(8, '0')).join('')
    const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16)
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `${variant}${hex.slice(17, 20)}`,
      hex.slice(20),
    ].join('-')
  }
}
