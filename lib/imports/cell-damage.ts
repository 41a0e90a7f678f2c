import type { RefusalCode } from './vocabulary'

/** Digits of any script but ASCII's; full-width ones among them. */
const foreignDigit = /(?![0-9])\p{Nd}/u
/** `1.23E+09`, with either decimal mark: what a spreadsheet makes of a long number. */
const scientific = /^[+-]?\d+(?:[.,]\d+)?E[+-]?\d+$/i
/** `1,234.00` and `49301234.0`: grouped, or given decimals. */
const grouped = /^[+-]?\d{1,3}(?:[.,'’\s]\d{3})+(?:[.,]\d+)?$|^[+-]?\d+[.,]\d+$/
const formulaError = /^#(?:REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|#+)$/i

const controlCharacter = /\p{Cc}/u
const directionOverride = /[\u202A-\u202E\u2066-\u2069]/u

/** What is wrong with a text whatever it is to mean; null when nothing is. */
export function textDamage(text: string): RefusalCode | null {
  if (text.includes('\uFFFD')) return 'undecodable-text'
  if (controlCharacter.test(text)) return 'control-character'
  return directionOverride.test(text) ? 'direction-override' : null
}

/** What happened to a value that its column refused: says more than "not valid". */
export function valueDamage(text: string, numeric: boolean): RefusalCode | null {
  if (formulaError.test(text)) return 'spreadsheet-error'
  if (/^[=@＝＠]/.test(text)) return 'formula'
  if (!numeric) return null
  if (foreignDigit.test(text)) return 'foreign-digits'
  return scientific.test(text) || grouped.test(text) ? 'spreadsheet-number' : null
}
