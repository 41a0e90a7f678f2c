export const sourceNames = ['prometheus', 'alertmanager', 'pushgateway', 'kubernetes', 'postgresql'] as const
