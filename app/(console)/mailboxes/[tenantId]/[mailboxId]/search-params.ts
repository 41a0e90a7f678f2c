import { parseAsStringLiteral } from 'nuqs'

export const mailboxTabs = ['general', 'greetings', 'history'] as const

/** The open tab stands in the address. */
export const mailboxSearchParams = { tab: parseAsStringLiteral(mailboxTabs).withDefault('general') }
