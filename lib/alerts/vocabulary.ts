import { alertSeverities } from '@/lib/catalogue/vocabulary'

/** `unknown` is for alerts whose rule carries no severity, or one that is not ours. */
export const alertRowSeverities = [...alertSeverities, 'unknown'] as const

/** `firing` and `pending` are Prometheus's words; `resolved-late` means Alertmanager still holds what no Prometheus reports. */
export const alertStates = ['firing', 'pending', 'resolved-late'] as const

/**
 * What Alertmanager makes of the alert. `not-received`: Alertmanager answers and does not have it (normal while pending, a fault
 * when firing). `unknown`: Alertmanager did not answer, so nobody can say.
 */
export const notificationStates = ['active', 'suppressed', 'unprocessed', 'not-received', 'unknown'] as const
