import { mailAddress, seenAddresses } from './addresses'
import type { StackContext } from './context'
import { keepSecrets } from './secrets'

/** What the product waits for, in seconds, in a lab that runs `speed` times as fast; no less than servers of one machine need. */
function fasterWaits(speed: number): Record<string, string> {
  if (speed === 1) return {}
  const shorter = (seconds: number, least: number) => String(Math.max(least, Math.round(seconds / speed)))
  return {
    LIVE_INTERVAL_SECONDS: shorter(5, 1),
    UPSTREAM_TIMEOUT_SECONDS: shorter(10, 3),
    PROBE_INTERVAL_SECONDS: shorter(30, 2),
    // Shorter than three intervals, after which what a slow portal's probe found last would count as old.
    PROBE_TIMEOUT_SECONDS: shorter(10, 3),
  }
}

/** The environment of the worker and the console: only what a deployment would set, plus what the starter set himself. */
export function productEnvironment(context: StackContext, databaseUrl: string): Record<string, string | undefined> {
  const { environment, external, paths, ports, scale } = context
  const { prometheus, alertmanager, pushgateway } = seenAddresses(context)
  return {
    NEXTAUTH_SECRET: keepSecrets(paths.secretsFile).sessionSecret,
    LOG_LEVEL: 'info',
    // Portals of the lab have names that only its own DNS server knows, so that a name can be made to fail.
    PROBE_DNS_SERVERS: `127.0.0.1:${ports.of('dns')}`,
    VOICEMAIL_HOME: paths.storage,
    ...fasterWaits(scale.speed),
    ...environment,
    NO_COLOR: '1',
    NEXTAUTH_URL: `http://localhost:${ports.of('console')}`,
    DATABASE_URL: databaseUrl,
    PROMETHEUS_URL: prometheus,
    ALERTMANAGER_URL: alertmanager,
    PUSHGATEWAY_URL: pushgateway,
    KUBECONFIG: external.KUBECONFIG ?? paths.kubeconfig,
    SMTP_URL: mailAddress(context),
  }
}

/**
 * The variables a console needs on the servers of this stack, in the form of Node's --env-file, for a development
 * server beside it. Values are JSON strings, which hold no line break.
 */
export function environmentFile(context: StackContext, databaseUrl: string): string {
  const inherited = context.environment
  return Object.entries(productEnvironment(context, databaseUrl))
    .filter(([name, value]) => value !== undefined && inherited[name] !== value)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
    .join('')
}
