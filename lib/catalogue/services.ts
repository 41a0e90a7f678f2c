import { agentState } from './data/agent-state'
import { callState } from './data/call-state'
import { callback } from './data/callback'
import { config } from './data/config'
import { dialPlan } from './data/dial-plan'
import { frontEnd } from './data/front-end'
import { ors } from './data/ors'
import { portal } from './data/portal'
import { registrar } from './data/registrar'
import { rq } from './data/rq'
import { sipCluster } from './data/sip-cluster'
import { sipProxy } from './data/sip-proxy'
import { tenant } from './data/tenant'
import { voicemail } from './data/voicemail'
import { deepFreeze } from './define-service'
import type { Service, ServiceId } from './schema'

/** Every service of the platform in the order of `serviceIds`; deep-frozen. */
export const services: readonly Service[] = deepFreeze([
  agentState,
  callState,
  config,
  dialPlan,
  frontEnd,
  ors,
  registrar,
  rq,
  sipCluster,
  sipProxy,
  tenant,
  voicemail,
  callback,
  portal,
])

const byId: Record<ServiceId, Service> = {
  'agent-state': agentState,
  'call-state': callState,
  config,
  'dial-plan': dialPlan,
  'front-end': frontEnd,
  ors,
  registrar,
  rq,
  'sip-cluster': sipCluster,
  'sip-proxy': sipProxy,
  tenant,
  voicemail,
  callback,
  portal,
}

/** The service of an id; every id has one. */
export function serviceById(id: ServiceId): Service {
  return byId[id]
}
