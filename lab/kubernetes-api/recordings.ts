import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KubernetesObject } from './kubernetes-object'
import type { ResourceName } from './resource-definition'

/** The payloads recorded from a real API server, for tests that hold the lab's server against them. */

const folder = join(import.meta.dirname, '../../lib/testing/recorded/kubernetes')

export interface RecordedRequest {
  method: string
  path: string
  headers?: Record<string, string>
  authenticated?: boolean
  body?: unknown
}

export interface RecordedAnswer {
  request: RecordedRequest
  status: number
  headers: Record<string, string>
  body: unknown
}

export interface RecordedFrame {
  type: string
  object: KubernetesObject
}

export interface RecordedWatch {
  request: RecordedRequest
  frames: RecordedFrame[]
}

export function recordingNames(): string[] {
  return readdirSync(folder).sort()
}

export function readAnswer(file: string): RecordedAnswer {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'))
}

export function readWatch(file: string): RecordedWatch {
  const [first, ...lines] = readFileSync(join(folder, file), 'utf8').trim().split('\n')
  const { request }: { request: RecordedRequest } = JSON.parse(first ?? '')
  return { request, frames: lines.map((line) => JSON.parse(line)) }
}

/** The state in which most recordings were made, and how far back the recorded server could still go. */
export const recordedVersions = { resourceVersion: 736, oldestResourceVersion: 543 }

const lists: Partial<Record<ResourceName, string>> = {
  pods: 'list-pods.json',
  deployments: 'list-deployments.json',
  statefulsets: 'list-statefulsets.json',
  replicasets: 'list-replicasets.json',
  services: 'list-services.json',
  endpoints: 'list-endpoints.json',
  endpointslices: 'list-endpointslices.json',
  events: 'list-events.json',
  horizontalpodautoscalers: 'list-hpa.json',
  persistentvolumeclaims: 'list-persistentvolumeclaims.json',
  secrets: 'list-secrets-metadata-only.json',
}

/** Everything that the recorded lists show. Secrets come without their values: only their metadata was recorded. */
export function recordedContent(): Partial<Record<ResourceName, KubernetesObject[]>> {
  const entries = Object.entries(lists).map(([resource, file]) => [resource, itemsOf(readAnswer(file).body)])
  return { ...Object.fromEntries(entries), namespaces: [{ metadata: { name: 'voice' } }] }
}

export function itemsOf(list: unknown): KubernetesObject[] {
  return (list as { items: KubernetesObject[] }).items
}
