import { deepFreeze } from '@/lib/catalogue/define-service'
import type { Decision } from '@/lib/catalogue/schema'

const define = (about: string, decision: string, reason: string): Decision => deepFreeze({ about, decision, reason })

export const percentileMeant = define(
  'expr',
  'The 95th percentile lies above the limit.',
  'More than 5 % of the messages above a limit is just that. Where 95 % of the messages is printed, the same is meant: read to the letter, nearly all would have to be slow.',
)

export const noDuration = define(
  'forSeconds',
  'Fires at once; rates are taken over 5 minutes.',
  'No duration is printed.',
)

export const gluedCells = define(
  'basedOn',
  'The metric name without the text that follows it.',
  'In print the next cell ran into the name.',
)

export const firesAtOnce = define('forSeconds', 'Fires at once.', 'No duration is printed.')

export const errorKinds = define(
  'expr',
  'Counts all errors of the consumer, so the alerts on health checks, timeouts and crashes may fire together.',
  'All three rest on one counter, and none of its listed labels tells the kinds apart.',
)

export const pendingThroughout = define(
  'expr',
  'More than 100 throughout 5 minutes.',
  'Printed as more than 100 in 5 minutes, of a gauge that has no total to count.',
)

export const pendingPerService = define(
  'expr',
  'Summed over the pods of the service.',
  'The threshold speaks of the service, the description in part of the pod.',
)

export const redisBelowReady = define(
  'expr',
  'Everything below the ready or connected end of the scale.',
  'A client that keeps reconnecting swings between the lower values and would reset a stricter condition.',
)

export const redisStateName = define(
  'basedOn',
  'Looks at the listed metric and, where it exists, at redis_state.',
  'The alert names redis_state, the metric table another name.',
)

export const redisStateOnly = define(
  'basedOn',
  'Looks at redis_state; silent where the platform does not expose it.',
  'No Redis metric stands in the metric table of this service.',
)

export const redisBelowOne = define(
  'expr',
  'Fires below 1.',
  'No scale is printed; all printed Redis scales have disconnected at 0 and error at -1.',
)

export const kafkaStateBelowOne = define(
  'expr',
  'Fires below 1, for the producer and the consumer alike.',
  'Values are printed for one consumer only: 0 disconnected, 1 connected.',
)

export const kubeStateNames = define(
  'basedOn',
  'Uses the names of kube-state-metrics 2 and, where they are missing, the printed names of version 1.',
  'The printed names were removed in version 2.',
)

export const cpuDenominator = define(
  'expr',
  'Share of the CPU limit: quota by period, or the limit that Kubernetes reports where the container series are missing.',
  'Only the period is printed, which is no limit by itself.',
)

export const cpuLimitDenominator = define(
  'expr',
  'Share of the CPU limit that Kubernetes reports.',
  'As printed; most other services divide by the quota of the container.',
)

export const memoryRequestDenominator = define(
  'expr',
  'Share of the requested memory, which may pass 100 %.',
  'As printed; the limit is twice the request by default.',
)

export const memoryLimitDenominator = define(
  'expr',
  'Share of the memory limit.',
  'As printed; most other services divide by the request.',
)

export const cpuRequestDenominator = define(
  'expr',
  'Share of the requested CPU, which may pass 100 %.',
  'As printed for Voicemail only.',
)

export const deploymentNotStatefulSet = define(
  'basedOn',
  'Looks at Deployments, and at StatefulSets of the same name where there are any.',
  'The printed metrics are those of StatefulSets, but the sample listing shows this service as a Deployment.',
)

export const noAutoscaler = define(
  'actions',
  'The advice about the autoscaler is kept.',
  'Printed so, although autoscaling is off for this service.',
)

export const restoredIsRestarted = define('name', 'As printed; restarted is meant.', 'The threshold says restarted.')

export const configTarget = define(
  'expr',
  'Failing answers from a target whose name contains config, or a connection gauge at 0.',
  'Printed on the answers alone: a config node that does not answer at all would never be counted. The values of the labels are not printed.',
)

export const statusIsHttp = define(
  'expr',
  'Failures are the answers whose status begins with 4 or 5.',
  'The values of the label are not printed.',
)

export const failureAtFail = define(
  'expr',
  'Fires on the failing level alone, not while starting.',
  'The printed condition is that the health level fails.',
)

export const autoscalerName = define(
  'expr',
  'Finds the autoscaler with or without voice before it and node or hpa behind it.',
  'One expression prints the name sipfe-node-hpa; a cluster may call it voice-sipfe-hpa.',
)

export const derivedSeries = define(
  'basedOn',
  'The series (_bucket, _sum, _count) that every histogram has.',
  'Alerts name such a series, the metric tables the histogram it belongs to.',
)

export const countedOverFiveMinutes = define(
  'expr',
  'More than 100 counted within 5 minutes, and no wait on top.',
  'One table says for, another in 5 minutes; an error count has no value that could last.',
)
