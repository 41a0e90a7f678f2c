export const liveTopics = ['services', 'alerts', 'alert-rules', 'tenants', 'sources', 'changes'] as const
