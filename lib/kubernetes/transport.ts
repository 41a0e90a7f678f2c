import type { IncomingMessage } from 'node:http'
import type { z } from 'zod'
import type { KubernetesSource } from '@/lib/env/regions'
import type { AppError } from '@/lib/errors'
import { startDeadline } from '@/lib/http/deadline'
import { httpFailure, type ObserveUpstream, parseFailure } from '@/lib/http/upstream-failure'
import {
  describeFailure,
  openRequest,
  parseAnswer,
  readLimited,
  type UpstreamLimits,
} from '@/lib/http/upstream-request'
import { type KubernetesAccess, loadKubernetesAccess } from './access'
import { rawStatusSchema } from './raw'

export type KubernetesConfig = KubernetesSource & UpstreamLimits & { region: string; observe?: ObserveUpstream }

/** Requests to one API server, without knowing what they are about. */
export class KubernetesTransport {
  readonly who: { source: 'kubernetes'; region: string }
  readonly maxResponseBytes: number
  readonly #config: KubernetesConfig
  #access: KubernetesAccess | undefined

  constructor(config: KubernetesConfig) {
    this.#config = config
    this.who = { source: 'kubernetes', region: config.region }
    this.maxResponseBytes = config.maxResponseBytes
  }

  get timeoutMs(): number {
    return this.#config.timeoutMs
  }

  /** Sends a GET and resolves with the head of the answer. Throws what Node throws. */
  async open(path: string, query: Record<string, string>, signal: AbortSignal): Promise<IncomingMessage> {
    this.#access ??= loadKubernetesAccess(this.#config)
    const url = new URL(this.#access.server + path)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const { headers, agent } = await this.#access.credentials()
    const own = { accept: 'application/json', 'user-agent': 'patchboard' }
    return openRequest({ url, method: 'GET', headers: { ...own, ...headers }, agent, signal })
  }

  /** The error that a refusing answer stands for, with the API server's own reason when it gave one. */
  async refuse(message: IncomingMessage): Promise<AppError> {
    const text = await readLimited(message, this.maxResponseBytes)
    try {
      const parsed = rawStatusSchema.safeParse(JSON.parse(text ?? ''))
      if (parsed.success) return httpFailure(this.who, message.statusCode ?? 0, parsed.data.message ?? undefined)
    } catch {
      // Not a Status object: something else answers in the API server's place, and its status has to do.
    }
    return httpFailure(this.who, message.statusCode ?? 0)
  }

  /** Names what a call failed with. `expired`: its deadline passed. */
  describe(cause: unknown, expired: boolean, caller?: AbortSignal): unknown {
    const { timeoutMs, maxResponseBytes } = this.#config
    return describeFailure({ ...this.who, timeoutMs, maxResponseBytes }, cause, expired, caller)
  }

  /** One whole answer of this shape. Throws AppError `upstream-failed`, or the caller's abort reason. */
  async get<Schema extends z.ZodType>(
    path: string,
    query: Record<string, string>,
    schema: Schema,
    caller?: AbortSignal,
  ): Promise<z.output<Schema>> {
    const deadline = startDeadline(this.timeoutMs, caller)
    try {
      const message = await this.open(path, query, deadline.signal)
      if (message.statusCode !== 200) throw await this.refuse(message)
      const text = await readLimited(message, this.maxResponseBytes)
      if (text === null) throw parseFailure(this.who, 'too-large', { maxResponseBytes: this.maxResponseBytes })
      return parseAnswer(this.who, { contentType: message.headers['content-type'] ?? '', text }, schema)
    } catch (cause) {
      throw this.describe(cause, deadline.expired(), caller)
    } finally {
      deadline.dispose()
    }
  }
}
