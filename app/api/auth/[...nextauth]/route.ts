import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/lib/auth/options'
import { withLimitedBody } from '@/lib/http/body'
import { problemResponse, requestIdOf } from '@/lib/http/handler'

type Context = { params: Promise<{ nextauth: string[] }> }

/** Room for the longest e-mail address and pass phrase. next-auth itself reads whatever anybody sends. */
const maxBodyBytes = 16 * 1024

async function answer(request: NextRequest, context: Context): Promise<Response> {
  try {
    return await NextAuth(await withLimitedBody(request, maxBodyBytes), context, authOptions())
  } catch (error) {
    return problemResponse(error, requestIdOf(request))
  }
}

export { answer as GET, answer as POST }
