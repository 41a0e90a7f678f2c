import { formatNumber } from '@/lib/format/number'

/** `1 mailbox`, `12,340 mailboxes`. */
export function mailboxesText(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? 'mailbox' : 'mailboxes'}`
}
