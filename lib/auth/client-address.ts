import { isIPv4, isIPv6 } from 'node:net'

/** First four groups of an IPv6 address: providers give a customer at least that whole network. */
function ipv6Network(address: string): string {
  const [head = '', tail = ''] = address.split('%', 1)[0]?.split('::') ?? []
  const front = head === '' ? [] : head.split(':')
  const back = tail === '' ? [] : tail.split(':')
  const filled = address.includes('::')
    ? [...front, ...Array(8 - front.length - back.length).fill('0'), ...back]
    : front
  return `${filled
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

/** Proxies write addresses with the port that the connection came from, too. */
function withoutPort(entry: string): string {
  return /^\[([^\]]*)\](?::\d{1,5})?$/.exec(entry)?.[1] ?? /^(\d+(?:\.\d+){3}):\d{1,5}$/.exec(entry)?.[1] ?? entry
}

function readable(entry: string | null | undefined): string | null {
  const address = withoutPort(entry?.trim() ?? '').replace(/^::ffff:(?=\d+\.)/i, '')
  if (isIPv4(address)) return address
  return isIPv6(address) ? ipv6Network(address) : null
}

export type Caller = {
  /** Where the connection comes from. */
  peer: string | null | undefined
  /** X-Forwarded-For: each proxy appends whom it took the request from; what stands before that are the caller's own words. */
  forwardedFor: string | null | undefined
  /** How many proxies of ours a request passes before it comes here. */
  trustedProxies: number
}

/**
 * The address under which failed sign-ins are counted. Without a proxy that is the connection's own; behind n of them the nth
 * entry from the right, which the outermost has written. IPv6 counts by its /64 network. Null when nothing is readable.
 */
export function clientAddress({ peer, forwardedFor, trustedProxies }: Caller): string | null {
  const named = trustedProxies === 0 ? null : readable(forwardedFor?.split(',').at(-trustedProxies))
  return named ?? readable(peer)
}
