const plainNumber = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/
const formulaStart = /^(?:[\s\0]*[=+\-@＝＋－＠]|[\t\r\n])/
const marks = /^'*/

/** Whether a spreadsheet would run the text, or would but for apostrophes in front of it. Plain numbers are values: `+4912` stays. */
function needsMark(text: string): boolean {
  const bare = text.replace(marks, '')
  return formulaStart.test(bare) && !plainNumber.test(bare)
}

/** The text with one apostrophe more when a spreadsheet would take it for a formula. `unguardFormula` gives back what it was. */
export function guardFormula(text: string): string {
  return needsMark(text) ? `'${text}` : text
}

/** The text without the apostrophe that `guardFormula` gave it. */
export function unguardFormula(text: string): string {
  return text.startsWith("'") && needsMark(text) ? text.slice(1) : text
}
