import type { PortalFault } from './effect'
import type { Scenario } from './scenario'

function faultOf(option: string): PortalFault {
  if (option === 'timeout' || option === 'refused' || option === 'dns') return { kind: option }
  return { kind: 'status', code: Number(option) }
}

/** A tenant's portal page fails. It has no workload, so nothing changes in the cluster. */
export const portalDown: Scenario = {
  name: 'portal-down',
  summary: 'a tenant’s portal page answers wrongly, or not at all',
  targets: (world) => [
    ...world.tenants.map(({ id, name }) => ({ name: id, about: name })),
    { name: 'all', about: 'every tenant' },
  ],
  options: [
    { name: '503', about: 'answers 503; any HTTP status will do' },
    { name: 'timeout', about: 'takes the connection and never answers' },
    { name: 'refused', about: 'nothing listens where its name points' },
    { name: 'dns', about: 'its name does not exist' },
  ],
  refuseOption: (option) =>
    /^[1-5][0-9][0-9]$/.test(option) && option !== '200' && Number(option) >= 200
      ? undefined
      : 'give an HTTP status from 201 to 599, or timeout, refused, dns',
  effects: ({ target, option }) => [
    { kind: 'portal', tenants: target === 'all' ? 'all' : [target], fault: faultOf(option) },
  ],
}
