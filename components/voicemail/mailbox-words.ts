import { formatNumber } from '@/lib/format/number'

/** `0 mailboxes`, `1 mailbox`, `12,340 mailboxes`. */
export function mailboxesText(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? 'mailbox' : 'mailboxes'}`
}

/** The same with what they do: `1 mailbox uses`, `2 mailboxes use`. */
export function mailboxesThat(count: number, verb: 'use' | 'match'): string {
  const third = verb === 'match' ? 'matches' : 'uses'
  return `${mailboxesText(count)} ${count === 1 ? third : verb}`
}
