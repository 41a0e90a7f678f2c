export const podPhases = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'] as const
