import 'server-only'
import { createHash } from 'node:crypto'
import type { TaggedText } from '@/lib/http/revalidated-json'
import { catalogueDocument } from '../catalogue-document'

let known: TaggedText | undefined

/** The whole catalogue as JSON text with its tag. It changes with a release alone, so both are made once. */
export function readCatalogue(): TaggedText {
  if (!known) {
    const text = JSON.stringify(catalogueDocument())
    known = { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"` }
  }
  return known
}
