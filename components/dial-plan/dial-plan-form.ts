import type { DialPlan } from '@/lib/dial-plan/schema'
import { type DialPlanSetting, dialPlanSettings } from '@/lib/dial-plan/vocabulary'

/** The free settings as the form holds them; an empty text stands for none. */
export type DialPlanFormValues = Record<DialPlanSetting, string>

export function toDialPlanFormValues(dialPlan: Pick<DialPlan, DialPlanSetting>): DialPlanFormValues {
  const entries = dialPlanSettings.map((name) => [name, dialPlan[name] ?? ''] as const)
  return Object.fromEntries(entries) as DialPlanFormValues
}
