import type { Service } from './schema'

/** A canary runs beside its workload under the same name with this ending and counts to the same service. */
export const CANARY = '(?:-canary)?'

// Kubernetes names pods without vowels, and a ReplicaSet in the same letters. Spelled out, or pods of a Job
// such as voice-agent-migrate-x7k2p would be taken for the service's own.
// https://github.com/kubernetes/apimachinery/blob/master/pkg/util/rand/rand.go
const POD_ENDING = {
  Deployment: '-[b-df-hj-np-tv-xz24-9]{1,10}-[b-df-hj-np-tv-xz24-9]{5}',
  StatefulSet: '-[0-9]+',
} as const

/**
 * The names that pods of a workload have, canaries included, as an expression that both JavaScript and PromQL (RE2) read;
 * without anchors, which PromQL adds.
 */
export function podNames({ namePattern, kind }: Pick<NonNullable<Service['workload']>, 'namePattern' | 'kind'>) {
  return `(?:${namePattern})${CANARY}${POD_ENDING[kind]}`
}
