/** What an Office Open XML workbook begins with, and every other ZIP archive. */
const zip = [0x50, 0x4b, 0x03, 0x04]

const starts: readonly { bytes: readonly number[]; kind: string }[] = [
  { bytes: zip, kind: 'a ZIP archive or a document of another program' },
  { bytes: [0x50, 0x4b, 0x05, 0x06], kind: 'an empty ZIP archive' },
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], kind: 'a PDF document' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], kind: 'an old Excel workbook (.xls) or another Office document' },
  { bytes: [0x1f, 0x8b], kind: 'a gzip archive' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], kind: 'a 7-Zip archive' },
  { bytes: [0x52, 0x61, 0x72, 0x21], kind: 'a RAR archive' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], kind: 'a PNG image' },
  { bytes: [0xff, 0xd8, 0xff], kind: 'a JPEG image' },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], kind: 'a rich text document' },
]
const documents: readonly { start: RegExp; kind: string }[] = [
  { start: /^\s*<(!doctype|html|head|body|table)\b/i, kind: 'a web page' },
  { start: /^\s*<\?xml\b/i, kind: 'an XML document' },
  { start: /^\s*[[{]\s*["[{\]}]/, kind: 'a JSON document' },
]

/** Bytes of a beginning that tell what a file is. */
export const kindBytes = 200

/** True for what may be a workbook (.xlsx); only its parts tell. */
export const looksLikeWorkbook = (head: Uint8Array): boolean => zip.every((byte, index) => head[index] === byte)

/** What a file is by its first bytes, if it is plainly something else than a table as text; for the browser's warning, too. */
export function otherKind(head: Uint8Array): string | null {
  const text = () => String.fromCharCode(...head.subarray(0, kindBytes))
  return (
    starts.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte))?.kind ??
    documents.find(({ start }) => start.test(text()))?.kind ??
    null
  )
}

export function otherKindSentence(kind: string): string {
  return `The file is ${kind}, whatever its name says. Save the table as CSV or as an Excel workbook (.xlsx) and upload that.`
}
