import { formatNumber } from '@/lib/format/number'

/** `no mailbox`, `1 mailbox`, `12,340 mailboxes`. */
export function mailboxesText(count: number): string {
  if (count === 0) return 'no mailbox'
  return count === 1 ? '1 mailbox' : `${formatNumber(count)} mailboxes`
}
