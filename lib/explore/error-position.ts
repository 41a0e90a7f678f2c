export type TextPosition = { line: number; column: number; offset: number }
export type PromqlComplaint = { message: string; position: TextPosition | null }

function utf8Length(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}

/** Prometheus counts columns in bytes of UTF-8, from 1; an editor counts UTF-16 units, from 0. */
function offsetOfByte(text: string, bytes: number): number {
  let seen = 0
  let offset = 0
  for (const character of text) {
    if (seen >= bytes) break
    seen += utf8Length(character)
    offset += character.length
  }
  return offset
}

/**
 * Reads `invalid parameter "query": 2:7: parse error: unexpected …` (the prefix only where the API's handler adds one). The position
 * is null for complaints that have none, such as those of the evaluation, and for one outside of the text.
 */
export function readComplaint(said: string, query: string): PromqlComplaint {
  const bare = said.replace(/^invalid parameter "?query"?: /, '')
  const match = /^(\d{1,6}):(\d{1,6}): (?:parse error: )?(.*)$/s.exec(bare)
  if (!match) return { message: bare.replace(/^invalid position: /, ''), position: null }
  const [line, byteColumn, message] = [Number(match[1]), Number(match[2]), match[3] ?? '']
  const lines = query.split('\n')
  const text = lines[line - 1]
  if (text === undefined || byteColumn < 1) return { message, position: null }
  const inLine = offsetOfByte(text, byteColumn - 1)
  const before = lines.slice(0, line - 1).reduce((length, one) => length + one.length + 1, 0)
  return { message, position: { line, column: inLine + 1, offset: before + inLine } }
}
