/** Something a person must mend: the message is one sentence that says what to do, never followed by a stack trace. */
export class LabError extends Error {
  readonly logPath?: string

  constructor(message: string, options: { logPath?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'LabError'
    this.logPath = options.logPath
  }
}

/** The one sentence for any failure, with the log that says more. */
export function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const log = error instanceof LabError && error.logPath ? ` Log: ${error.logPath}` : ''
  return `${message}${log}`
}
