/** How a sheet shows a number: as its digits, with zeros before it and perhaps a text before those, or as a point in time. */
export type NumberFormat = { kind: 'digits' } | { kind: 'padded'; before: string; digits: number } | { kind: 'time' }

const digits: NumberFormat = { kind: 'digits' }

/** Of the formats that need no code in the file (ECMA-376, 18.8.30): dates and times, also those of East Asian versions. */
const timeIds = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47])
for (let id = 50; id <= 58; id += 1) timeIds.add(id)

const literal = /\\(.)|"([^"]*)"/g

/** What a format's code does to a positive number, as far as a number or a name can need it. */
export function numberFormat(code: string): NumberFormat {
  const [positive = ''] = code.split(';')
  const padded = /^((?:\\.|"[^"]*"|\+)*)(0+)$/.exec(positive.replace(/\[[^\]]*\]/g, ''))
  if (padded) {
    const before = (padded[1] ?? '').replace(literal, (_, escaped, quoted) => escaped ?? quoted)
    return { kind: 'padded', before, digits: (padded[2] ?? '').length }
  }
  const bare = positive.replace(literal, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  return /general/i.test(bare) || !/[ymdhs]/i.test(bare) ? digits : { kind: 'time' }
}

export function builtInFormat(id: number): NumberFormat {
  return timeIds.has(id) ? { kind: 'time' } : digits
}

const dayMs = 86_400_000

/** `2026-11-30`, `2026-11-30 08:15:00`, or the clock alone for what is less than a day. */
function timeText(serial: number, is1904: boolean): string {
  const days = is1904 ? serial + 1462 : serial
  const at = new Date(Date.UTC(1899, 11, 30) + Math.round(days * dayMs))
  if (Number.isNaN(at.getTime())) return String(serial)
  const [date = '', clock = ''] = at.toISOString().split('T')
  if (serial >= 0 && serial < 1) return clock.slice(0, 8)
  return Number.isInteger(serial) ? date : `${date} ${clock.slice(0, 8)}`
}

/** A spreadsheet keeps fifteen digits: of a longer number those after are lost, and its notation says so. */
const firstInexact = 1e15

/** A number of a cell as its sheet shows it; text that is no number stays as it is. */
export function numberText(value: string, format: NumberFormat, is1904: boolean): string {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number)) return value
  if (format.kind === 'time') return timeText(number, is1904)
  if (!Number.isInteger(number)) return String(number)
  if (Math.abs(number) >= firstInexact) return number.toExponential().toUpperCase()
  if (format.kind === 'digits' || number < 0) return String(number)
  return format.before + String(number).padStart(format.digits, '0')
}
