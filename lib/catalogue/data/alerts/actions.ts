/** What to do, as the alert tables advise it, in our words. Shared where several services give the same advice. */
export const RESTART_POD = ['Restart the pod and see whether the trouble comes back.']
export const READ_LOGS = ['A container of the pod has failed: look for the reason in the logs (Kibana).']
export const UNKNOWN_STATE = [
  'Several services at once: check the Kubernetes cluster.',
  'This pod alone: check that its image is right and that its container starts.',
]
export const PENDING_STATE = [
  'Several services at once: check that the Kubernetes nodes are alive.',
  'This pod alone: find out why it is unhealthy.',
]
export const NOT_READY = [
  'Check that the cluster has CPU left for the pods.',
  "Check that the pod's port is open and answers.",
]
export const NEW_IMAGE = ['See whether a new image was rolled out.', 'Check the Kubernetes cluster.']

export const REDIS = [
  'Several services at once: check Redis and restart it.',
  'Pod {{ $labels.pod }} alone: check that pod.',
]
export const KAFKA_CLUSTER = [
  'Several services at once: check Kafka and restart it.',
  'Pod {{ $labels.pod }} alone: check that pod.',
]
export const KAFKA_CONSUMER = [
  'Several services at once: check Kafka and restart it.',
  'Container {{ $labels.container }} alone: check that service.',
]
export const KAFKA_LATENCY = [
  'Several topics at once: check Kafka for a lack of CPU, memory or network.',
  'Topic {{ $labels.topic }} alone: check the service behind the topic for a lack of CPU, memory or network.',
]

const AUTOSCALER = 'See whether the autoscaler has acted and stands at its maximum.'
const LOAD = 'Look for abnormal load in Grafana.'
const RESTART_SERVICE = 'Restart the service.'
const COLLECT = 'Collect the logs of the service and open a ticket.'
const COLLECT_POD = 'Collect the logs of pod {{ $labels.pod }} and open a ticket.'
const RESTART_ONE = 'Restart the service in pod {{ $labels.pod }}.'

export const LOAD_THEN_TICKET = [AUTOSCALER, LOAD, COLLECT]
export const LOAD_THEN_POD_TICKET = [AUTOSCALER, LOAD, COLLECT_POD]
export const LOAD_THEN_RESTART = [AUTOSCALER, LOAD, RESTART_SERVICE]
export const LOAD_THEN_POD_RESTART = [AUTOSCALER, LOAD, RESTART_ONE]
export const LOAD_THEN_RESTART_AND_TICKET = [AUTOSCALER, LOAD, RESTART_SERVICE, COLLECT]
export const LOAD_ONLY = [AUTOSCALER, LOAD]
export const SESSIONS = [AUTOSCALER, 'See how many calls, digital interactions and callbacks are open.']
