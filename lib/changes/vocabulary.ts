export const changeKinds = [
  'rollout',
  'scaling',
  'autoscaler',
  'restart',
  'eviction',
  'pod',
  'alert',
  'tenant',
  'event',
] as const
