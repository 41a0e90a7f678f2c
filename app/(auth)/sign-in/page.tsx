import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { BrandMark } from '@/components/layout/brand'
import { describeSignInError, safeCallbackPath } from '@/lib/auth/model'
import { currentActor } from '@/lib/auth/session'
import { SignInForm } from './_components/sign-in-form'
import { signInSentences } from './_components/sign-in-sentences'

export const metadata: Metadata = { title: 'Sign in' }

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl, error } = await searchParams
  const target = safeCallbackPath(single(callbackUrl))
  if (await currentActor()) redirect(target)
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center bg-canvas p-4">
      <div className="w-full max-w-88 rounded-box border bg-surface p-6">
        <div className="mb-5 flex items-center gap-3">
          <BrandMark className="size-9" />
          <div>
            <h1 className="text-lg font-semibold">Patchboard</h1>
            <p className="text-sm text-muted">Sign in to the console</p>
          </div>
        </div>
        <SignInForm target={target} initialError={describeSignInError(single(error))} sentences={signInSentences} />
      </div>
    </main>
  )
}
