import { mailboxLimits } from './vocabulary'

export const restorableMs = mailboxLimits.restorableDays * 86_400_000

/** Until when a mailbox that was deleted then can be restored, in epoch milliseconds; from then on it goes with the next sweep. */
export function restorableUntilMs(deletedAt: string | Date): number {
  return new Date(deletedAt).getTime() + restorableMs
}

/** Whether a deleted mailbox can still be restored by hand. What an import or a bulk edit can give back, its own undo gives back. */
export function isRestorable(deletedAt: string | Date, nowMs: number): boolean {
  return nowMs < restorableUntilMs(deletedAt)
}
