import { z } from 'zod'

const url = z.url({ protocol: /^https?$/, error: 'must be an http or https address' })
const environmentName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable')
const filePath = z.string().min(1)

/** A secret is never written into the file: it names an environment variable or another file. */
const connectionShape = {
  basicAuth: z
    .strictObject({
      username: z.string().min(1),
      passwordFromEnv: environmentName.optional(),
      passwordFile: filePath.optional(),
    })
    .refine((auth) => (auth.passwordFromEnv === undefined) !== (auth.passwordFile === undefined), {
      error: 'give either passwordFromEnv or passwordFile',
    })
    .optional(),
  bearerTokenFromEnv: environmentName.optional(),
  bearerTokenFile: filePath.optional(),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string()).optional(),
  headersFromEnv: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), environmentName).optional(),
  tlsCaFile: filePath.optional(),
}

const oneWayIn = {
  check: (value: { basicAuth?: unknown; bearerTokenFromEnv?: string; bearerTokenFile?: string }) =>
    [value.basicAuth, value.bearerTokenFromEnv, value.bearerTokenFile].filter((way) => way !== undefined).length <= 1,
  error: 'give only one of basicAuth, bearerTokenFromEnv and bearerTokenFile',
}

const sourceSchema = z.strictObject({ url, ...connectionShape }).refine(oneWayIn.check, { error: oneWayIn.error })

const replicatedSourceSchema = z
  .strictObject({ urls: z.array(url).min(1), ...connectionShape })
  .refine(oneWayIn.check, { error: oneWayIn.error })

export type ConnectionFileEntry = Omit<z.infer<typeof sourceSchema>, 'url'>

const namespaceSchema = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'must be a Kubernetes namespace name')

const kubernetesSchema = z
  .strictObject({
    kubeconfig: filePath.optional(),
    context: z.string().min(1).optional(),
    inCluster: z.boolean().optional(),
    namespaces: z.array(namespaceSchema).min(1),
  })
  .refine((entry) => (entry.kubeconfig !== undefined) !== (entry.inCluster === true), {
    error: 'give either kubeconfig or inCluster: true',
  })

export const regionIdSchema = z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be lower-case letters, digits and hyphens')

/** The file that REGIONS_FILE names. Unknown keys are refused, so that a misspelt one does not silently switch a source off. */
export const regionsFileSchema = z.strictObject({
  regions: z
    .array(
      z.strictObject({
        id: regionIdSchema,
        name: z.string().min(1).optional(),
        prometheus: sourceSchema.optional(),
        alertmanager: replicatedSourceSchema.optional(),
        pushgateway: sourceSchema.optional(),
        kubernetes: kubernetesSchema.optional(),
      }),
    )
    .min(1)
    .refine((list) => new Set(list.map((region) => region.id)).size === list.length, {
      error: 'two regions have the same id',
    }),
})
export type RegionsFile = z.infer<typeof regionsFileSchema>

/** Printed when the file is refused. */
export const regionsFileExample = `regions:
  - id: westeurope
    name: West Europe
    prometheus:
      url: https://prometheus.west.example
      bearerTokenFromEnv: WEST_PROMETHEUS_TOKEN
    alertmanager:
      urls: [https://alertmanager-0.west.example, https://alertmanager-1.west.example]
    pushgateway:
      url: http://pushgateway.west.example:9091
    kubernetes:
      kubeconfig: /etc/patchboard/west.kubeconfig
      context: voice-west
      namespaces: [voice, ges]`
