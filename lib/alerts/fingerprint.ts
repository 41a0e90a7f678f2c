/** FNV-1a over UTF-16 code units; two of them with different offsets make 64 bits. Names rows, protects nothing. */
function fnv1a(text: string, offset: number): string {
  let hash = offset
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** Labels as one text with one form: sorted by name, values quoted, so that no value can imitate a separator. */
export function canonicalLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(pairs)
}

/** Stable id of an alert: same region and labels, same id, over restarts of everything. 16 hexadecimal digits. */
export function alertFingerprint(region: string, labels: Readonly<Record<string, string>>): string {
  const text = `${region}\n${canonicalLabels(labels)}`
  return fnv1a(text, 0x811c9dc5) + fnv1a(text, 0x9dc5811c)
}
