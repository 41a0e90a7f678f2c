import {
  Bell,
  Boxes,
  Building2,
  CircleAlert,
  Gauge,
  type LucideIcon,
  PackageCheck,
  RotateCcw,
  Scaling,
  UserX,
} from 'lucide-react'
import type { ChangeKind } from '@/lib/changes/schema'

/** What kind of change it is, as icon and word. */
export const changeLook: Readonly<Record<ChangeKind, { label: string; icon: LucideIcon }>> = {
  rollout: { label: 'Rollout', icon: PackageCheck },
  scaling: { label: 'Scaling', icon: Scaling },
  autoscaler: { label: 'Autoscaler', icon: Gauge },
  restart: { label: 'Restart', icon: RotateCcw },
  eviction: { label: 'Eviction', icon: UserX },
  pod: { label: 'Pod', icon: Boxes },
  alert: { label: 'Alert', icon: Bell },
  tenant: { label: 'Tenant', icon: Building2 },
  event: { label: 'Event', icon: CircleAlert },
}
