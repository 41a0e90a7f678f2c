import type { Scenario } from './scenario'

/** Servers of the stack that its supervisor can stop and start. */
export const stoppableParts = [
  'prometheus',
  'alertmanager',
  'pushgateway',
  'kubernetes',
  'postgresql',
  'worker',
] as const

/** Servers that the console reaches through a fault proxy. */
export const proxiedParts: readonly string[] = ['prometheus', 'alertmanager', 'pushgateway', 'kubernetes']

/** A server of the stack is stopped, or answers wrongly. The platform itself goes on. */
export const sourceDown: Scenario = {
  name: 'source-down',
  summary: 'a server that the console reads from is stopped, or answers wrongly',
  targets: () => stoppableParts.map((name) => ({ name, about: `the lab's ${name}` })),
  options: [
    { name: 'stop', about: 'the server is stopped' },
    { name: 'refused', about: 'connections are refused' },
    { name: 'timeout', about: 'requests are taken and never answered' },
    { name: 'http-500', about: 'every answer is a 500' },
    { name: 'html', about: 'HTML comes instead of JSON' },
    { name: 'half-json', about: 'answers break off in the middle' },
    { name: 'slow', about: 'answers trickle, a few bytes at a time' },
    { name: 'forbidden', about: 'every answer is a 403' },
    { name: 'unauthorized', about: 'every answer is a 401' },
    { name: 'wrong-version', about: 'it says that it is a version nobody knows' },
  ],
  effects: ({ target, option }) => [{ kind: 'source', part: target, mode: option }],
}
