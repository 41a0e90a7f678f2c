import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a server, or something that stands before it, may answer when it is not well. */

const words: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  500: 'Internal Server Error',
}

export function sendError(response: ServerResponse, status: 401 | 403 | 500): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${words[status]}\n`)
}

/** As a sign-in page or a gateway's apology arrives where JSON was expected. */
export function sendHtml(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  response.end('<!doctype html>\n<html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>\n')
}

/** Never a valid document, however short the whole was. */
export function halfOf(body: Buffer): Buffer {
  return body.subarray(0, Math.max(1, Math.floor(body.length / 2)))
}

const trickleBytes = 7
const trickleMs = 250

/** A few bytes at a time: never silent for long, never done in time. */
export async function trickle(response: ServerResponse, body: Buffer): Promise<void> {
  for (let start = 0; start < body.length && !response.destroyed; start += trickleBytes) {
    if (!response.write(body.subarray(start, start + trickleBytes))) await once(response, 'drain')
    await sleep(trickleMs)
  }
  response.end()
}

const versionPaths = ['/api/v1/status/buildinfo', '/api/v2/status', '/api/v1/status', '/version']

/** Where Prometheus, Alertmanager, Pushgateway and Kubernetes say which version they are. */
export function isVersionPath(url: string): boolean {
  return versionPaths.includes(url.split('?')[0] ?? '')
}

/** The same document with every version in it replaced by one that nobody supports. */
export function oldVersion(body: string): string {
  return body
    .replace(/"version"\s*:\s*"[^"]*"/g, '"version":"0.0.1"')
    .replace(/"gitVersion"\s*:\s*"[^"]*"/g, '"gitVersion":"v0.0.1"')
    .replace(/"(major|minor)"\s*:\s*"[^"]*"/g, '"$1":"0"')
}
