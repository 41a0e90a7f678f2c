import { nodeCount } from '../cluster/supporting-objects'
import type { Scenario } from './scenario'
import { serviceChoice, serviceChoices, startingWith } from './service-choice'

/** A pod is evicted and its successor finds no node with enough memory. */
export const podPending: Scenario = {
  name: 'pod-pending',
  summary: 'a pod of a service is evicted and its successor finds no node',
  targets: (world) => startingWith('dialplan', serviceChoices(world)),
  options: [
    { name: 'one', about: 'its first pod' },
    { name: 'all', about: 'every pod' },
  ],
  effects: ({ world, target, option }) => {
    const pods = {
      workloads: serviceChoice(world, target).workloads,
      ...(option === 'all' ? {} : { slot: 0 }),
    }
    const nodes = nodeCount(world.workloads.reduce((sum, { replicas }) => sum + replicas, 0))
    const message =
      `0/${nodes} nodes are available: ${nodes} Insufficient memory. preemption: 0/${nodes} nodes are available: ` +
      `${nodes} No preemption victims found for incoming pod.`
    return [{ kind: 'pod', pods, fault: { state: 'unschedulable', message } }]
  },
}
