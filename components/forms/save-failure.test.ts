import { describe, expect, it } from 'vitest'
import type { ErrorCode, FieldIssue } from '@/lib/errors'
import { ApiError } from '@/lib/http/api-client'
import { describeSaveFailure, splitIssues } from './save-failure'

function problem(status: number, code: ErrorCode, more: { fields?: FieldIssue[]; action?: string } = {}): ApiError {
  return new ApiError('problem', `it was ${code}`, {
    status,
    problem: { type: 'x', title: 'x', status, detail: `it was ${code}`, code, requestId: 'request-1', ...more },
  })
}

describe('describeSaveFailure', () => {
  it.each([
    [problem(400, 'invalid-input', { fields: [{ path: 'name', message: 'is empty' }] }), 'fields'],
    [problem(400, 'invalid-input'), 'refused'],
    [problem(401, 'unauthenticated'), 'signed-out'],
    [problem(403, 'forbidden'), 'refused'],
    [problem(404, 'not-found'), 'gone'],
    [problem(409, 'conflict'), 'conflict'],
    [problem(409, 'conflict', { fields: [{ path: 'id', message: 'is taken' }] }), 'fields'],
    [problem(429, 'rate-limited'), 'passing'],
    [problem(503, 'unavailable'), 'passing'],
    [new ApiError('network', 'not reached'), 'passing'],
    [new ApiError('parse', 'not read', { status: 200 }), 'refused'],
  ])('%#: %s', (error, kind) => {
    expect(describeSaveFailure(error).kind).toBe(kind)
  })

  it('passes on the sentence, what to do and the request id', () => {
    expect(describeSaveFailure(problem(503, 'unavailable', { action: 'Look at Sources.' }))).toEqual({
      kind: 'passing',
      message: 'it was unavailable',
      action: 'Look at Sources.',
      requestId: 'request-1',
      fields: [],
    })
  })

  it('does not show the text of an error that is not ours', () => {
    expect(describeSaveFailure(new TypeError('x is undefined')).message).not.toContain('undefined')
  })
})

describe('splitIssues', () => {
  it('gives each issue to its field, and keeps the others as sentences', () => {
    const issues = [
      { path: 'portalUrl', message: 'is no address' },
      { path: 'roles.0', message: 'is no role' },
      { path: 'version', message: 'is missing' },
      { path: '', message: 'is no object' },
    ]
    expect(splitIssues(issues, ['name', 'portalUrl', 'roles'])).toEqual({
      own: [
        { name: 'portalUrl', message: 'is no address' },
        { name: 'roles', message: 'is no role' },
      ],
      other: ['version: is missing', 'is no object'],
    })
  })
})
