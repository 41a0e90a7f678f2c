import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { env } from './env'
import { type ConnectionFileEntry, type RegionsFile, regionsFileExample, regionsFileSchema } from './regions-schema'
import type { Env } from './schema'
import { Secret } from './secret'

/** How to talk to one HTTP source: everything but its address. */
export type Connection = {
  auth?: { kind: 'basic'; username: string; password: Secret } | { kind: 'bearer'; token: Secret }
  headers?: Record<string, string | Secret>
  tlsCaFile?: string
}
export type HttpSource = Connection & { url: string }
export type ReplicatedSource = { replicas: HttpSource[] }
export type KubernetesSource = {
  kubeconfigFile?: string
  context?: string
  inCluster: boolean
  namespaces: string[]
}

/** One place that the console watches. A source that is absent is "not configured", which is not a failure. */
export type Region = {
  id: string
  name: string
  prometheus?: HttpSource
  alertmanager?: ReplicatedSource
  pushgateway?: HttpSource
  kubernetes?: KubernetesSource
}

/** What regions are made of, so that tests need neither the process nor a disk. */
export type RegionsInput = {
  raw: Record<string, string | undefined>
  readFile: (path: string) => string
}

function problem(path: string, message: string, cause?: unknown): AppError {
  return new AppError('configuration', message, { cause, fields: [{ path, message }] })
}

function secretFromEnv(where: string, name: string, raw: RegionsInput['raw']): Secret {
  const value = raw[name]
  if (!value) {
    throw problem(where, `${where}: the environment variable ${name} is not set. For example: ${name}=the-secret`)
  }
  return new Secret(() => value)
}

function secretFromFile(where: string, path: string, readFile: RegionsInput['readFile']): Secret {
  const read = () => {
    try {
      return readFile(path).trim()
    } catch (cause) {
      throw problem(where, `${where}: the file ${path} cannot be read.`, cause)
    }
  }
  if (read() === '') throw problem(where, `${where}: the file ${path} is empty; it must hold the secret.`)
  return new Secret(read)
}

/** Credentials inside an address would end up in logs and error texts, so they are taken out of it. */
function withoutCredentials(address: string): HttpSource {
  const url = new URL(address)
  const { username, password } = url
  url.username = ''
  url.password = ''
  const plain = url.toString().replace(/\/+$/, '')
  if (username === '') return { url: plain }
  const secret = decodeURIComponent(password)
  const auth = { kind: 'basic', username: decodeURIComponent(username), password: new Secret(() => secret) } as const
  return { url: plain, auth }
}

function connectionOf(where: string, entry: ConnectionFileEntry, input: RegionsInput): Connection {
  const connection: Connection = {}
  if (entry.basicAuth) {
    const { username, passwordFromEnv, passwordFile } = entry.basicAuth
    const password = passwordFromEnv
      ? secretFromEnv(`${where}.basicAuth.passwordFromEnv`, passwordFromEnv, input.raw)
      : secretFromFile(`${where}.basicAuth.passwordFile`, passwordFile ?? '', input.readFile)
    connection.auth = { kind: 'basic', username, password }
  }
  if (entry.bearerTokenFromEnv) {
    const token = secretFromEnv(`${where}.bearerTokenFromEnv`, entry.bearerTokenFromEnv, input.raw)
    connection.auth = { kind: 'bearer', token }
  }
  if (entry.bearerTokenFile) {
    const token = secretFromFile(`${where}.bearerTokenFile`, entry.bearerTokenFile, input.readFile)
    connection.auth = { kind: 'bearer', token }
  }
  const headers: Record<string, string | Secret> = { ...entry.headers }
  for (const [header, name] of Object.entries(entry.headersFromEnv ?? {})) {
    headers[header] = secretFromEnv(`${where}.headersFromEnv.${header}`, name, input.raw)
  }
  if (Object.keys(headers).length > 0) connection.headers = headers
  if (entry.tlsCaFile) {
    try {
      input.readFile(entry.tlsCaFile)
    } catch (cause) {
      throw problem(where, `${where}.tlsCaFile: the file ${entry.tlsCaFile} cannot be read.`, cause)
    }
    connection.tlsCaFile = entry.tlsCaFile
  }
  return connection
}

function readRegionsFile(path: string, readFile: RegionsInput['readFile']): RegionsFile {
  let document: unknown
  try {
    document = parse(readFile(path))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : 'unknown reason'
    const message = `REGIONS_FILE: ${path} cannot be read as YAML (${reason}). For example:\n${regionsFileExample}`
    throw problem('REGIONS_FILE', message, cause)
  }
  const parsed = regionsFileSchema.safeParse(document)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => ({ path: fieldPath(issue), message: issue.message }))
  const lines = fields.map((field) => `REGIONS_FILE: ${path}: ${field.path}: ${field.message}.`)
  throw new AppError('configuration', `${lines.join('\n')}\nFor example:\n${regionsFileExample}`, { fields })
}

/** `regions[0].prometheus.url`, as a person would point at it. */
function fieldPath(issue: z.core.$ZodIssue): string {
  const steps = issue.path.map((step, index) => {
    if (typeof step === 'number') return `[${step}]`
    return index === 0 ? String(step) : `.${String(step)}`
  })
  return steps.join('') || 'the document'
}

function regionFromFile(entry: RegionsFile['regions'][number], at: string, input: RegionsInput): Region {
  const region: Region = { id: entry.id, name: entry.name ?? entry.id }
  if (entry.prometheus) {
    const connection = connectionOf(`${at}.prometheus`, entry.prometheus, input)
    region.prometheus = { ...withoutCredentials(entry.prometheus.url), ...connection }
  }
  if (entry.alertmanager) {
    const connection = connectionOf(`${at}.alertmanager`, entry.alertmanager, input)
    region.alertmanager = {
      replicas: entry.alertmanager.urls.map((url) => ({ ...withoutCredentials(url), ...connection })),
    }
  }
  if (entry.pushgateway) {
    const connection = connectionOf(`${at}.pushgateway`, entry.pushgateway, input)
    region.pushgateway = { ...withoutCredentials(entry.pushgateway.url), ...connection }
  }
  if (entry.kubernetes) {
    const { kubeconfig, context, inCluster, namespaces } = entry.kubernetes
    region.kubernetes = { kubeconfigFile: kubeconfig, context, inCluster: inCluster ?? false, namespaces }
  }
  return region
}

function commaList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** The single region of the plain variables. */
function regionFromEnv(variables: Env, raw: RegionsInput['raw']): Region {
  const region: Region = { id: variables.REGION, name: variables.REGION }
  if (variables.PROMETHEUS_URL) region.prometheus = withoutCredentials(variables.PROMETHEUS_URL)
  if (variables.ALERTMANAGER_URL) region.alertmanager = { replicas: [withoutCredentials(variables.ALERTMANAGER_URL)] }
  if (variables.PUSHGATEWAY_URL) region.pushgateway = withoutCredentials(variables.PUSHGATEWAY_URL)
  const namespaces = commaList(variables.KUBERNETES_NAMESPACES)
  // Every pod has KUBERNETES_SERVICE_HOST; a workstation does not.
  const inCluster = variables.KUBECONFIG === undefined && Boolean(raw.KUBERNETES_SERVICE_HOST)
  if (variables.KUBECONFIG || inCluster) {
    region.kubernetes = {
      kubeconfigFile: variables.KUBECONFIG,
      context: variables.KUBERNETES_CONTEXT,
      inCluster,
      namespaces,
    }
  }
  return region
}

/**
 * The regions that a configuration describes: those of REGIONS_FILE, or the one of the plain variables.
 * Throws AppError `configuration` that names the file, the place in it, the problem and an example; never a secret.
 */
export function parseRegions(variables: Env, input: RegionsInput): Region[] {
  if (variables.REGIONS_FILE === undefined) return [regionFromEnv(variables, input.raw)]
  const file = readRegionsFile(variables.REGIONS_FILE, input.readFile)
  const at = (index: number) => `REGIONS_FILE: ${variables.REGIONS_FILE}: regions[${index}]`
  return file.regions.map((entry, index) => regionFromFile(entry, at(index), input))
}

let cached: Region[] | undefined

/** The process's regions, read once on first use, in the order of the file. */
export function regions(): Region[] {
  cached ??= parseRegions(env(), { raw: process.env, readFile: (path) => readFileSync(path, 'utf8') })
  return cached
}

/** The region with this id, or undefined. */
export function findRegion(id: string): Region | undefined {
  return regions().find((region) => region.id === id)
}

/** The ids of all regions but this one, as labels of metrics name them. */
export function otherRegions(id: string): string[] {
  return regions().flatMap((region) => (region.id === id ? [] : [region.id]))
}

/** Names of the contexts of a kubeconfig; null when the text is none. */
function contextsOf(text: string): string[] | null {
  const contexts = z.object({ contexts: z.array(z.looseObject({ name: z.string() })) })
  try {
    return contexts.parse(parse(text)).contexts.map(({ name }) => name)
  } catch {
    return null
  }
}

function assertKubeconfig(
  kubeconfig: string,
  context: string | undefined,
  where: KubeconfigPlace,
  read: ReadFile,
): void {
  const example = 'For example: KUBECONFIG=/home/operator/.kube/config'
  let text: string
  try {
    text = read(kubeconfig)
  } catch (cause) {
    throw problem(where.file, `${where.file}: ${kubeconfig} cannot be read. ${example}`, cause)
  }
  const contexts = contextsOf(text)
  if (contexts === null) throw problem(where.file, `${where.file}: ${kubeconfig} is no kubeconfig. ${example}`)
  if (context === undefined || contexts.includes(context)) return
  const known = contexts.length === 0 ? 'none' : contexts.join(', ')
  const message = `${where.context}: ${kubeconfig} has no context "${context}"; it has ${known}. For example: ${contexts[0] ?? 'voice-production'}`
  throw problem(where.context, message)
}

type ReadFile = RegionsInput['readFile']
type KubeconfigPlace = { file: string; context: string }

/**
 * Throws AppError `configuration` when a kubeconfig is missing, is none, or lacks the context that is asked for; called once when
 * a process starts. `regionsFile`: where the regions come from, when it is not the plain variables.
 */
export function assertRegionFiles(
  list: readonly Region[],
  regionsFile: string | undefined,
  read: ReadFile = (path) => readFileSync(path, 'utf8'),
): void {
  for (const [index, { kubernetes }] of list.entries()) {
    if (kubernetes?.kubeconfigFile === undefined) continue
    const at = `REGIONS_FILE: ${regionsFile}: regions[${index}].kubernetes`
    const inFile = { file: `${at}.kubeconfig`, context: `${at}.context` }
    const where = regionsFile === undefined ? { file: 'KUBECONFIG', context: 'KUBERNETES_CONTEXT' } : inFile
    assertKubeconfig(kubernetes.kubeconfigFile, kubernetes.context, where, read)
  }
}
