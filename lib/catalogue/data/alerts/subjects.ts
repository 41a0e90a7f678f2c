import { podNames } from '@/lib/catalogue/pod-names'
import type { ServiceId } from '@/lib/catalogue/schema'

/** How the series of a service are selected in PromQL: its own by container, those of Kubernetes by pod. */
export type Subject = { id: ServiceId; title: string; container: string; pods: string; workload: string }

const subject =
  (kind: 'Deployment' | 'StatefulSet') =>
  (id: ServiceId, title: string, workload: string): Subject => ({
    id,
    title,
    workload,
    container: workload,
    pods: podNames({ namePattern: workload, kind }),
  })

const deployment = subject('Deployment')
const statefulSet = subject('StatefulSet')

export const agentState = deployment('agent-state', 'Agent State', 'voice-agent')
export const callState = deployment('call-state', 'Call State', 'voice-callthread')
export const config = deployment('config', 'Config', 'voice-config')
export const dialPlan = deployment('dial-plan', 'Dial Plan', 'voice-dialplan')
export const frontEnd = deployment('front-end', 'FrontEnd', 'voice-sipfe')
export const ors = statefulSet('ors', 'ORS', 'voice-ors')
export const registrar = deployment('registrar', 'Registrar', 'voice-registrar')
export const rq = statefulSet('rq', 'RQ', 'voice-rq')
export const sipCluster = statefulSet('sip-cluster', 'SIP Cluster', 'voice-sip')
export const sipProxy = statefulSet('sip-proxy', 'SIP Proxy', 'voice-sipproxy')
export const voicemail = deployment('voicemail', 'Voicemail', 'voice-voicemail')
