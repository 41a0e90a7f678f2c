import type { FieldIssue } from '@/lib/errors'
import { ApiError } from '@/lib/http/api-client'

/**
 * Why a save failed, as a form shows it. `fields`: the server refuses some of them. `conflict`: somebody saved in between.
 * `signed-out`: the session ended. `gone`: the entity is no more. `passing`: asking again later can help.
 */
export type SaveFailure = {
  kind: 'fields' | 'conflict' | 'signed-out' | 'gone' | 'passing' | 'refused'
  message: string
  action: string | null
  requestId: string | null
  fields: readonly FieldIssue[]
}

function kindOf(error: ApiError): SaveFailure['kind'] {
  if (error.problem?.fields && error.problem.fields.length > 0) return 'fields'
  switch (error.status) {
    case 401:
      return 'signed-out'
    case 404:
      return 'gone'
    case 409:
      return 'conflict'
    case 429:
      return 'passing'
    default:
      return error.status === null || error.status >= 500 ? 'passing' : 'refused'
  }
}

/** Reads a thrown value. What is not ours is shown without its own text. */
export function describeSaveFailure(error: unknown): SaveFailure {
  if (!(error instanceof ApiError)) {
    const message = 'Something in this page failed while saving.'
    return {
      kind: 'refused',
      message,
      action: 'Reload the page and look whether it was saved.',
      requestId: null,
      fields: [],
    }
  }
  const kind = kindOf(error)
  return {
    kind,
    message: error.message,
    action: error.problem?.action ?? (kind === 'passing' ? 'Try again in a moment.' : null),
    requestId: error.problem?.requestId ?? null,
    fields: error.problem?.fields ?? [],
  }
}

/** Splits refused fields into those the form has and the sentences for those it has not. */
export function splitIssues<Name extends string>(
  issues: readonly FieldIssue[],
  names: readonly Name[],
): { own: { name: Name; message: string }[]; other: string[] } {
  const own: { name: Name; message: string }[] = []
  const other: string[] = []
  for (const issue of issues) {
    const name = names.find((candidate) => issue.path === candidate || issue.path.startsWith(`${candidate}.`))
    if (name) own.push({ name, message: issue.message })
    else other.push(issue.path ? `${issue.path}: ${issue.message}` : issue.message)
  }
  return { own, other }
}
