import { readFileSync } from 'node:fs'

/** One answer of a real server, as recorded. `form` holds what was posted, null for a GET. */
export type Recording = {
  request: { path: string; form: Record<string, string> | null }
  status: number
  contentType: string
  body: unknown
}

/** Reads `lib/testing/recorded/<name>.json`. */
export function readRecording(name: string): Recording {
  const url = new URL(`./recorded/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(url, 'utf8')) as Recording
}
