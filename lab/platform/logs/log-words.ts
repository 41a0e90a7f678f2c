import type { ServiceId } from '@/lib/catalogue/schema'

export interface LogWord {
  level: 'debug' | 'info' | 'warn'
  module: string
  message: string
  /** How often it comes among its service's lines. */
  weight: number
}

const word = (module: string, message: string, weight = 1, level: LogWord['level'] = 'info'): LogWord => ({
  level,
  module,
  message,
  weight,
})

const common = [
  word('health', 'health check passed', 1),
  word('http', 'GET /metrics 200', 1, 'debug'),
  word('kafka', 'batch acknowledged', 1, 'debug'),
]

/** What each service writes when all is well. `$N` becomes a number, `$CALL` a call id. */
const words: Partial<Record<ServiceId, readonly LogWord[]>> = {
  'agent-state': [
    word('agent', 'agent state changed to Ready', 4),
    word('agent', 'agent state changed to NotReady, reason $N', 2),
    word('session', 'session opened for place $N', 2),
    word('stream', 'event for call $CALL applied', 5, 'debug'),
  ],
  'call-state': [
    word('thread', 'call thread $CALL created', 4),
    word('thread', 'call thread $CALL released after $N s', 4),
    word('monitor', '$N call threads monitored', 1),
  ],
  config: [
    word('api', 'GET /device/$N 200', 5),
    word('cache', 'tenant configuration refreshed, $N objects', 2),
    word('agent', 'change of person $N passed on', 2),
  ],
  'dial-plan': [
    word('rules', 'route for call $CALL found in $N ms', 6),
    word('rules', 'destination translated, rule $N', 2),
    word('cache', 'rules reloaded, $N in all', 1),
  ],
  'front-end': [
    word('request', 'make call accepted for place $N', 4),
    word('node', 'request for call $CALL passed to voice-sip-0', 5, 'debug'),
    word('response', 'answered in $N ms', 3),
  ],
  ors: [
    word('session', 'session for call $CALL started', 4),
    word('scxml', 'transition to state queued', 5, 'debug'),
    word('routing', 'call $CALL routed to agent $N', 4),
    word('fetch', 'application fetched in $N ms', 1),
  ],
  registrar: [
    word('register', 'binding refreshed, expires in $N s', 6),
    word('register', 'binding removed for device $N', 1),
  ],
  rq: [word('stream', '$N messages read', 5, 'debug'), word('leader', 'leadership confirmed', 1)],
  'sip-cluster': [
    word('sips', 'INVITE for call $CALL answered 200', 5),
    word('sips', 'BYE for call $CALL', 4),
    word('trunk', 'OPTIONS answered in $N ms', 2),
    word('dialplan', 'destination of call $CALL received in $N ms', 3),
  ],
  'sip-proxy': [
    word('proxy', 'INVITE of call $CALL forwarded to voice-sip-0', 5),
    word('proxy', 'OPTIONS answered', 2),
    word('consul', '$N SIP nodes known', 1),
  ],
  tenant: [
    word('cfg', 'client $N connected', 1),
    word('routing', 'strategy for call $CALL completed', 4),
    word('stat', 'statistics written', 2),
  ],
  voicemail: [
    word('deposit', 'message of $N s stored for mailbox $N', 3),
    word('access', 'mailbox $N opened', 3),
    word('mwi', 'notification sent for mailbox $N', 2),
  ],
  callback: [
    word('monitor', '$N callbacks due in the next minute', 2),
    word('api', 'POST /callback 201', 3),
    word('health', 'ORS REDIS UP, GWS UP, POSTGRES UP', 1),
  ],
}

const drawn = new Map<ServiceId, readonly LogWord[]>()

/** The words of a service, each as many times as it weighs: any of them can be drawn by a number. */
export function wordsOf(serviceId: ServiceId): readonly LogWord[] {
  let list = drawn.get(serviceId)
  if (!list) {
    const all = [...(words[serviceId] ?? []), ...common]
    list = all.flatMap((entry) => Array.from({ length: entry.weight }, () => entry))
    drawn.set(serviceId, list)
  }
  return list
}
