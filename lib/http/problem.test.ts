import { describe, expect, it } from 'vitest'
import { AppError, errorCodes } from '@/lib/errors'
import { problemSchema, toProblem } from './problem'

describe('toProblem', () => {
  it.each([
    ['invalid-input', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['payload-too-large', 413],
    ['precondition-required', 428],
    ['rate-limited', 429],
    ['configuration', 500],
    ['internal', 500],
    ['upstream-failed', 502],
    ['unavailable', 503],
  ] as const)('answers %s with %i', (code, status) => {
    expect(toProblem(new AppError(code, 'Words for people.'), 'r')).toMatchObject({
      type: `urn:patchboard:problem:${code}`,
      status,
      code,
      detail: 'Words for people.',
      requestId: 'r',
    })
  })

  it('knows every code, and the browser reads back whatever it writes', () => {
    for (const code of errorCodes) {
      const problem = toProblem(
        new AppError(code, 'x', {
          action: 'y',
          fields: [{ path: 'a', message: 'b' }],
          upstream: { source: 'kubernetes', region: 'r', kind: 'http', httpStatus: 500 },
        }),
        'r',
      )
      expect(problemSchema.parse(JSON.parse(JSON.stringify(problem)))).toEqual(problem)
    }
  })

  it.each([new Error('password=hunter2'), 'hunter2', null, undefined, { message: 'hunter2' }])(
    'never tells the message of %j',
    (thrown) => {
      const problem = toProblem(thrown, 'r')
      expect(problem.code).toBe('internal')
      expect(JSON.stringify(problem)).not.toContain('hunter2')
    },
  )

  it('leaves the cause to the log', () => {
    const problem = toProblem(new AppError('conflict', 'x', { cause: new Error('hunter2') }), 'r')
    expect(JSON.stringify(problem)).not.toContain('hunter2')
  })
})
