import type { CatalogueAlert, ServiceId } from './schema'
import { serviceIdSchema } from './schema'
import { services } from './services'
import { watcherAlerts } from './watchers'

export type ShippedAlert = {
  alert: CatalogueAlert
  /** The service whose health it speaks of; null for what watches Prometheus and the probe. */
  serviceId: ServiceId | null
  /** The rule's label `service`: our id, unless the documents print a routing label of their own. */
  serviceLabel: string
  /** Whether the documents have it, or the console adds it. */
  origin: 'documents' | 'console'
}

function watcher(alert: CatalogueAlert): ShippedAlert {
  const serviceLabel = alert.routing?.service ?? 'watchers'
  return { alert, serviceLabel, serviceId: serviceIdSchema.safeParse(serviceLabel).data ?? null, origin: 'console' }
}

/** Every alert that ships, in the order of the files. */
export const shippedAlerts: readonly ShippedAlert[] = [
  ...services.flatMap((service) =>
    service.alerts.map(
      (alert): ShippedAlert => ({
        alert,
        serviceId: service.id,
        serviceLabel: alert.routing?.service ?? service.id,
        origin: 'documents',
      }),
    ),
  ),
  ...watcherAlerts.map(watcher),
]

const byId = new Map(shippedAlerts.map((shipped) => [shipped.alert.id, shipped]))

/** The alert behind a rule's label `alert_id`. */
export function shippedAlert(alertId: string): ShippedAlert | undefined {
  return byId.get(alertId)
}
