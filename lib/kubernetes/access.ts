import type { Agent } from 'node:http'
import type { RequestOptions } from 'node:https'
import { KubeConfig } from '@kubernetes/client-node'
import type { KubernetesSource } from '@/lib/env/regions'
import { AppError } from '@/lib/errors'

/** How to reach one API server: its address, and for each request the credentials that hold now. */
export type KubernetesAccess = {
  server: string
  credentials: () => Promise<{ headers: Record<string, string>; agent?: Agent }>
}

function unusable(source: KubernetesSource, reason: string, cause?: unknown): AppError {
  const where = source.inCluster ? 'the service account of this pod' : `the kubeconfig ${source.kubeconfigFile}`
  return new AppError('configuration', `${where} cannot be used (${reason}).`, { cause })
}

function load(source: KubernetesSource): KubeConfig {
  const config = new KubeConfig()
  try {
    if (source.inCluster) config.loadFromCluster()
    else config.loadFromFile(source.kubeconfigFile ?? '')
  } catch (cause) {
    throw unusable(source, 'it cannot be read', cause)
  }
  if (source.context) {
    if (!config.getContextObject(source.context)) throw unusable(source, `it has no context ${source.context}`)
    config.setCurrentContext(source.context)
  }
  return config
}

/**
 * Credentials by the SDK (tokens, client certificates, exec and OIDC plugins, proxies), requests by `lib/http`: the SDK's
 * typed calls build a class instance for every field, and its watch hides broken lines and silent connections.
 * Throws AppError `configuration`.
 */
export function loadKubernetesAccess(source: KubernetesSource): KubernetesAccess {
  const config = load(source)
  const cluster = config.getCurrentCluster()
  if (!cluster?.server) throw unusable(source, 'its context names no cluster')
  const plain = cluster.server.startsWith('http:')
  // The SDK refuses plain HTTP unless certificates are not checked. There are none to check then.
  if (plain) Object.assign(cluster, { skipTLSVerify: true })
  return {
    server: cluster.server.replace(/\/+$/, ''),
    async credentials() {
      const options: RequestOptions = {}
      try {
        await config.applyToHTTPSOptions(options)
      } catch (cause) {
        throw unusable(source, 'its credentials could not be obtained', cause)
      }
      const headers: Record<string, string> = {}
      for (const [name, value] of Object.entries(options.headers ?? {})) headers[name] = String(value)
      if (options.auth) headers.authorization = `Basic ${Buffer.from(options.auth).toString('base64')}`
      return { headers, agent: typeof options.agent === 'object' ? options.agent : undefined }
    },
  }
}
