/** Variables that put something real in the place of a part of the lab. */
export const externalVariables = [
  'DATABASE_URL',
  'PROMETHEUS_URL',
  'ALERTMANAGER_URL',
  'PUSHGATEWAY_URL',
  'KUBECONFIG',
  'SMTP_URL',
] as const
export type ExternalVariable = (typeof externalVariables)[number]
export type External = Partial<Record<ExternalVariable, string>>

/** Which parts the environment replaces. `FOO=` means "not set", as it does for the console itself. */
export function externalOf(environment: Record<string, string | undefined>): External {
  const external: External = {}
  for (const name of externalVariables) {
    const value = environment[name]?.trim()
    if (value) external[name] = value.replace(/\/+$/, '')
  }
  return external
}
