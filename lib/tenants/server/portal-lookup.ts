import 'server-only'
import { type LookupAddress, promises } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/**
 * Addresses that a portal must not lead to: link-local ones, where clouds keep the credentials of the machine that asks.
 * Others, private ones too, are allowed: only administrators set portal addresses, and a portal may well be inside.
 */
const blocked = new BlockList()
blocked.addSubnet('169.254.0.0', 16, 'ipv4')
blocked.addSubnet('fe80::', 10, 'ipv6')
blocked.addAddress('fd00:ec2::254', 'ipv6')
blocked.addAddress('0.0.0.0', 'ipv4')
blocked.addAddress('::', 'ipv6')

/** Thrown, and handed to a lookup's callback, instead of a forbidden address. */
export class BlockedAddressError extends Error {
  readonly code = 'BLOCKED_ADDRESS'
}

/** True for an address, IPv4 inside IPv6 included, that must not be called. */
export function isBlockedAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return false
  return blocked.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

type Resolve = (hostname: string) => Promise<LookupAddress[]>

/** The system's own way: hosts file, search domains, whatever the machine is set up with. */
const askSystem: Resolve = (hostname) => promises.lookup(hostname, { all: true })

/** Asks these name servers (`10.0.0.10`, `10.0.0.11:5353`), both families at once; one that has an address is enough. */
function askServers(servers: readonly string[]): Resolve {
  const resolver = new promises.Resolver({ timeout: 2000, tries: 2 })
  resolver.setServers(servers)
  return async (hostname) => {
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)])
    const found = [
      ...(v4.status === 'fulfilled' ? v4.value.map((address) => ({ address, family: 4 })) : []),
      ...(v6.status === 'fulfilled' ? v6.value.map((address) => ({ address, family: 6 })) : []),
    ]
    if (found.length === 0 && v4.status === 'rejected') throw v4.reason
    return found
  }
}

/** A `lookup` for http requests that refuses blocked addresses after the name is resolved, so that no name leads round the rule. */
export function portalLookup(servers: readonly string[]): LookupFunction {
  const resolve = servers.length === 0 ? askSystem : askServers(servers)
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (found) => {
        const allowed = found.filter(({ address }) => !isBlockedAddress(address))
        const [first] = allowed
        if (!first) callback(new BlockedAddressError(`${hostname} leads to a blocked address`), '', 0)
        else if (options.all) callback(null, allowed)
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    )
  }
}
