import type { Scenario } from './scenario'
import { serviceChoice, serviceChoices, startingWith } from './service-choice'

/** The main container ends with an error a few seconds after each start; waits between tries double up to five minutes. */
export const podCrashloop: Scenario = {
  name: 'pod-crashloop',
  summary: 'a pod of a service crashes a few seconds after each start',
  targets: (world) => startingWith('registrar', serviceChoices(world)),
  options: [
    { name: 'one', about: 'its first pod' },
    { name: 'all', about: 'every pod' },
  ],
  effects: ({ world, target, option }) => {
    const { serviceId, workloads, about } = serviceChoice(world, target)
    const pods = { workloads, ...(option === 'all' ? {} : { slot: 0 }) }
    const message = 'Uncaught RangeError: Maximum call stack size exceeded at Object.merge (/app/lib/options.js:118:21)'
    return [
      { kind: 'pod', pods, fault: { state: 'crash-loop', container: 'main', message } },
      { kind: 'metric', services: [serviceId], pods, where: { role: 'health-level' }, change: { state: 'failing' } },
      { kind: 'log', pods, level: 'error', module: 'process', message: `${about}: ${message}`, perMinute: 10 },
    ]
  },
}
