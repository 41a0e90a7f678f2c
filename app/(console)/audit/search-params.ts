import { createParser, parseAsString } from 'nuqs'

/** An instant as the API takes it; text that is none counts as no bound. */
const parseAsInstant = createParser<string>({
  parse: (text) => {
    const at = new Date(text)
    return text === '' || Number.isNaN(at.getTime()) ? null : at.toISOString()
  },
  serialize: (iso) => iso,
})

/** What of the view stands in the URL: the filter, and the entry that is open. */
export const auditSearchParams = {
  actor: parseAsString.withDefault(''),
  action: parseAsString.withDefault(''),
  entityType: parseAsString.withDefault(''),
  entityId: parseAsString.withDefault(''),
  tenantId: parseAsString.withDefault(''),
  requestId: parseAsString.withDefault(''),
  from: parseAsInstant.withDefault(''),
  to: parseAsInstant.withDefault(''),
  entry: parseAsString.withDefault(''),
}
