import type { FileProblemCode } from './vocabulary'

/** Where and why a file cannot be read. Rows count from 1 below the header, lines from 1 at the top of the file. */
export type FileProblem = { code: FileProblemCode; message: string; row?: number; line?: number }

/** Thrown by whatever reads the file; the check turns it into the import's state. */
export class FileRefused extends Error {
  readonly problem: FileProblem
  /** The sheet that was read and those that can be read instead, where it was a workbook. */
  workbook: { sheet: string; sheets: string[] } | null = null

  constructor(code: FileProblemCode, message: string, place: { row?: number; line?: number } = {}) {
    super(message)
    this.name = 'FileRefused'
    this.problem = { code, message, ...place }
  }
}
