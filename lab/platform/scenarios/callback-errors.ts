import type { Scenario } from './scenario'

const pods = { workloads: ['ges'] }

/** Callback cannot manage its virtual queues: the alarm's counter, not there before, appears and grows. */
export const callbackErrors: Scenario = {
  name: 'callback-errors',
  summary: 'Callback fails to manage the proxy objects of its virtual queues',
  targets: () => [{ name: 'ges', about: 'Callback', aliases: ['callback', 'all'] }],
  effects: () => [
    {
      kind: 'metric',
      services: ['callback'],
      where: { name: ['RBAC_CREATE_VQ_PROXY_ERROR'] },
      change: { addPerSecond: 0.02 },
    },
    {
      kind: 'log',
      pods,
      level: 'error',
      module: 'rbac',
      message: 'virtual queue proxy was refused: 403 Forbidden',
      perMinute: 2,
    },
  ],
}
