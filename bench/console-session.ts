import { readFileSync } from 'node:fs'
import { signInSchema } from '@/lab/stack/secrets'
import type { Stack } from '@/lab/stack/stack'

export type ConsoleSession = { baseUrl: string; cookie: string; email: string; password: string }

function cookiesOf(response: Response): string[] {
  return response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')
}

/** Signs in as the lab's first administrator, the way the page does. */
export async function signIn(stack: Stack): Promise<ConsoleSession> {
  const { console: baseUrl, signInFile } = stack.run()
  if (!baseUrl || !signInFile) throw new Error('The stack has no console to sign in to.')
  const { email, password } = signInSchema.parse(JSON.parse(readFileSync(signInFile, 'utf8')))
  const csrf = await fetch(`${baseUrl}/api/auth/csrf`)
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const answer = await fetch(`${baseUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: cookiesOf(csrf).join('; ') },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
  })
  const cookie = [...cookiesOf(csrf), ...cookiesOf(answer)].join('; ')
  if (!cookie.includes('session-token')) throw new Error(`Signing in failed with status ${answer.status}.`)
  return { baseUrl, cookie, email, password }
}
