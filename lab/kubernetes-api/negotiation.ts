import { failure } from './status'

/** How a client wants objects: whole, or their metadata only (which keeps the values of secrets out of the answer). */
export type View = 'full' | 'metadata'

/** What is answered: PartialObjectMetadataList is for lists, PartialObjectMetadata for single objects and watches. */
export type AnswerForm = 'list' | 'object'

interface Clause {
  type: string
  parameters: Map<string, string>
  quality: number
}

/**
 * Picks the first clause of `Accept` that the lab can serve. JSON only: clauses for protobuf, YAML, CBOR and Table are passed
 * over, as clients that ask for those name JSON as their last choice. Throws 406 when nothing is left.
 */
export function negotiateView(accept: string | undefined, form: AnswerForm): View {
  const clauses = parseAccept(accept ?? '*/*')
  for (const { type, parameters } of clauses) {
    if (type !== 'application/json' && type !== '*/*' && type !== 'application/*') continue
    const as = parameters.get('as')
    if (as === undefined) return 'full'
    if (as === `PartialObjectMetadata${form === 'list' ? 'List' : ''}` && isMetaV1(parameters)) return 'metadata'
  }
  throw failure({
    code: 406,
    reason: 'NotAcceptable',
    message: 'only the following media types are accepted: application/json',
  })
}

function isMetaV1(parameters: Map<string, string>): boolean {
  return parameters.get('g') === 'meta.k8s.io' && parameters.get('v') === 'v1'
}

function parseAccept(accept: string): Clause[] {
  const clauses = accept.split(',').map((text) => {
    const [type = '', ...rest] = text.split(';').map((part) => part.trim())
    const parameters = new Map(rest.map((part) => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']))
    return { type: type.toLowerCase(), parameters, quality: Number(parameters.get('q') ?? 1) }
  })
  return clauses.sort((a, b) => b.quality - a.quality)
}
