const pad = (value: number) => String(value).padStart(2, '0')

/** An ISO instant as a `datetime-local` field holds it, in the browser's zone or in UTC; empty for none. */
export function toLocalField(iso: string, utc: boolean): string {
  const at = new Date(iso)
  if (iso === '' || Number.isNaN(at.getTime())) return ''
  if (utc) return at.toISOString().slice(0, 16)
  const day = `${String(at.getFullYear()).padStart(4, '0')}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`
  return `${day}T${pad(at.getHours())}:${pad(at.getMinutes())}`
}

/** What such a field holds as an ISO instant; empty for an empty or half-typed field. */
export function fromLocalField(text: string, utc: boolean): string {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return ''
  const at = new Date(utc ? `${text.slice(0, 16)}:00Z` : text.slice(0, 16))
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}
