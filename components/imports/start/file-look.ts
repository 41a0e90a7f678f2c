import { formatBytes } from '@/lib/format/bytes'
import { kindBytes, looksLikeWorkbook, otherKind, otherKindSentence } from '@/lib/imports/other-kind'
import { type FileEncoding, importLimits } from '@/lib/imports/vocabulary'

export type FileLook = {
  /** Why it cannot be uploaded at all. */
  refused: string | null
  /** What the check will very likely say; the console decides. */
  warning: string | null
  /** The first lines, as text. */
  lines: readonly string[]
  /** By its first bytes; it may turn out to be another archive. */
  isWorkbook: boolean
}

const shownLines = 4
const shownCharacters = 400
const peekBytes = 4096

const otherNames: Readonly<Record<string, string>> = {
  xls: 'an old Excel workbook',
  ods: 'a LibreOffice workbook',
  zip: 'a ZIP archive',
  pdf: 'a PDF document',
}

function warningOf(name: string, head: Uint8Array): string | null {
  if (head.length === 0) return 'The file is empty.'
  const kind = looksLikeWorkbook(head) ? null : otherKind(head)
  if (kind) return otherKindSentence(kind)
  const byName = otherNames[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '']
  return byName ? `By its name the file is ${byName}. Save the table as CSV or .xlsx and choose that.` : null
}

function textOf(head: Uint8Array, encoding: FileEncoding | null): string {
  const mark =
    head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : null
  const chosen = encoding ?? mark
  if (chosen) return new TextDecoder(chosen).decode(head)
  try {
    // In a stream a character that the cut goes through waits for its rest.
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
  } catch {
    return new TextDecoder('windows-1252').decode(head)
  }
}

/** What the first bytes of a chosen file tell. A look ahead only: the check reads the file by rules of its own. */
export async function lookAtFile(file: File, encoding: FileEncoding | null): Promise<FileLook> {
  const nothing: FileLook = { refused: null, warning: null, lines: [], isWorkbook: false }
  if (file.size > importLimits.fileBytes) {
    const refused = `The file has ${formatBytes(file.size)}; at most ${formatBytes(importLimits.fileBytes)} are taken. Split it and import the pieces one after the other.`
    return { ...nothing, refused }
  }
  let head: Uint8Array
  try {
    head = new Uint8Array(await file.slice(0, peekBytes).arrayBuffer())
  } catch {
    return { ...nothing, refused: 'Your browser cannot read this file. Choose it again; a folder is no file.' }
  }
  const isWorkbook = looksLikeWorkbook(head)
  if (isWorkbook && file.size > importLimits.workbookBytes) {
    const refused = `The file has ${formatBytes(file.size)}; a workbook may have ${formatBytes(importLimits.workbookBytes)}. Save the sheet as CSV, which may be larger.`
    return { ...nothing, refused }
  }
  const warning = warningOf(file.name, head.subarray(0, kindBytes))
  if (warning || isWorkbook) return { ...nothing, warning, isWorkbook }
  const lines = textOf(head, encoding)
    .split(/\r\n|\n|\r/)
    .slice(0, shownLines)
    .map((line) => line.slice(0, shownCharacters))
  return { ...nothing, lines: lines.filter((line, index) => line !== '' || index < lines.length - 1) }
}
