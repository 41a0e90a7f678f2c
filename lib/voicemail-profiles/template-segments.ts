import { parseTemplate } from './template'

/** A stretch of an e-mail text and what it is, so that an editor can mark it. */
export type TemplateSegment = { start: number; text: string; mark: 'token' | 'unknown' | null }

type Mark = { start: number; end: number; mark: 'token' | 'unknown' }

function marksOf(source: string): Mark[] {
  const { parts, unknown } = parseTemplate(source)
  const marks: Mark[] = unknown.map(({ start, text }) => ({ start, end: start + text.length, mark: 'unknown' }))
  let at = 0
  for (const part of parts) {
    const length = part.kind === 'text' ? part.text.length : part.token.length + 2
    if (part.kind === 'token') marks.push({ start: at, end: at + length, mark: 'token' })
    at += length
  }
  return marks.sort((a, b) => a.start - b.start)
}

/** The text in stretches, every character in one of them. */
export function templateSegments(source: string): TemplateSegment[] {
  const segments: TemplateSegment[] = []
  let at = 0
  const addTo = (end: number, mark: TemplateSegment['mark']) => {
    if (end > at) segments.push({ start: at, text: source.slice(at, end), mark })
    at = end
  }
  for (const { start, end, mark } of marksOf(source)) {
    addTo(start, null)
    addTo(end, mark)
  }
  addTo(source.length, null)
  return segments
}

/** The text with a token in place of what is selected, and where the cursor then stands. */
export function insertToken(
  source: string,
  selection: { start: number; end: number },
  token: string,
): { text: string; cursor: number } {
  const inserted = `<${token}>`
  return {
    text: source.slice(0, selection.start) + inserted + source.slice(selection.end),
    cursor: selection.start + inserted.length,
  }
}
