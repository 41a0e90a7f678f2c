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

/**
 * The address under which failed sign-ins are counted: the last entry of X-Forwarded-For, which is the one that the proxy in
 * front (or Next itself, when there is none) has written; entries before it are the caller's own words. IPv6 counts
 * by its /64 network. Null when there is nothing readable.
 */
export function clientAddress(forwardedFor: string | null | undefined): string | null {
  const last = forwardedFor?.split(',').at(-1)?.trim() ?? ''
  const address = last.replace(/^::ffff:(?=\d+\.)/i, '')
  if (isIPv4(address)) return address
  return isIPv6(address) ? ipv6Network(address) : null
}
