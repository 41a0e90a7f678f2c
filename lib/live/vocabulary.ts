export const liveTopics = ['services', 'alerts', 'tenants', 'workloads', 'sources', 'changes'] as const
