export const liveTopics = ['services', 'alerts', 'tenants', 'sources', 'changes'] as const
