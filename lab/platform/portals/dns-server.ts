import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { type Answer, AUTHORITATIVE_ANSWER, decode, encode, type Question } from 'dns-packet'
import type { FaultTimeline } from '../scenarios/fault-timeline'

/** Under this every portal's name lies. Browsers send *.localhost to loopback themselves and never ask. */
export const portalDomain = 'portal.localhost'

/** A loopback address on which nothing listens: the portals listen on 127.0.0.1 alone. */
export const deadAddress = '127.77.0.1'

const noSuchName = 3

export interface PortalNames {
  hasTenant: (id: string) => boolean
  faults: FaultTimeline
}

/** The tenant whose portal a host name is, or undefined. Case does not matter in names. */
export function tenantOfHost(host: string): string | undefined {
  const name = host.toLowerCase().split(':')[0] ?? ''
  return name.endsWith(`.${portalDomain}`) ? name.slice(0, -portalDomain.length - 1) : undefined
}

interface Reply {
  answers: Answer[]
  isUnknown: boolean
}

function answerQuestion({ hasTenant, faults }: PortalNames, { name, type }: Question): Reply {
  const tenant = tenantOfHost(name)
  if (tenant === undefined || !hasTenant(tenant)) return { answers: [], isUnknown: true }
  const fault = faults.portalFault(tenant)
  if (fault?.kind === 'dns') return { answers: [], isUnknown: true }
  // The portals speak IPv4 only: other types exist as a name without such a record.
  if (type !== 'A') return { answers: [], isUnknown: false }
  const data = fault?.kind === 'refused' ? deadAddress : '127.0.0.1'
  // No one may remember an answer: the next scenario changes it.
  return { answers: [{ type: 'A', name, ttl: 0, data }], isUnknown: false }
}

/** The answer to one datagram; undefined for what is no question. */
export function answerDatagram(names: PortalNames, datagram: Buffer): Buffer | undefined {
  try {
    const { id, type, questions = [] } = decode(datagram)
    const [question] = questions
    if (type !== 'query' || !question) return undefined
    const { answers, isUnknown } = answerQuestion(names, question)
    return encode({
      type: 'response',
      id,
      flags: AUTHORITATIVE_ANSWER | (isUnknown ? noSuchName : 0),
      questions,
      answers,
    })
  } catch {
    // Anyone can send anything to an open port; what is no DNS gets no answer.
    return undefined
  }
}

/** A name server for the portals, on UDP. Resolves when it listens. */
export async function startDnsServer(
  names: PortalNames,
  port: number,
): Promise<{ port: number; close: () => Promise<void> }> {
  const socket: Socket = createSocket('udp4')
  socket.on('message', (datagram, { port: askerPort, address }) => {
    const answer = answerDatagram(names, datagram)
    if (answer) socket.send(answer, askerPort, address)
  })
  socket.bind(port, '127.0.0.1')
  await once(socket, 'listening')
  const close = async () => {
    const closed = once(socket, 'close')
    socket.close()
    await closed
  }
  return { port: socket.address().port, close }
}
