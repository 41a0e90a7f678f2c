import { FileRefused } from '@/lib/imports/file-refused'
import { type HeaderMapping, matchHeader } from '@/lib/imports/header-matcher'
import { type FileReading, openImportFile } from '@/lib/imports/open-file'
import type { FileRow, OpenedFile } from '@/lib/imports/open-table'
import { type ReadRow, rowReader } from '@/lib/imports/read-row'

/** Bytes as a stream in parts of the given size, as they come from a disk or a network. */
export async function* bytesInParts(bytes: Uint8Array, partBytes = 1 << 16): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += partBytes) yield bytes.subarray(at, at + partBytes)
}

/** Opens a file of the given text or bytes. */
export function openText(
  content: string | Uint8Array,
  reading: FileReading = {},
  partBytes?: number,
): Promise<OpenedFile> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return openImportFile(bytesInParts(bytes, partBytes), reading)
}

/** All rows of a file, in one piece. */
export async function allRows(file: OpenedFile): Promise<FileRow[]> {
  const rows: FileRow[] = []
  for await (const group of file.rows) rows.push(...group)
  return rows
}

/** Reads a file to its end: each row as a change or with its faults. */
export async function readAll(
  content: string | Uint8Array,
  mapping: HeaderMapping = {},
  partBytes?: number,
): Promise<ReadRow[]> {
  const file = await openText(content, {}, partBytes)
  return (await allRows(file)).map(rowReader(file.header, matchHeader(file.header, mapping)))
}

/** What a file is refused for; throws when it is not. */
export async function problemOf(work: Promise<unknown>) {
  try {
    await work
  } catch (error) {
    if (error instanceof FileRefused) return error.problem
    throw error
  }
  throw new Error('The file was not refused.')
}
