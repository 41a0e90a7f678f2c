import { describeSignInError, type SignInError, signInErrors } from '@/lib/auth/model'

/** What the form says for each code. Made on the server and handed over: the model brings schema code the browser need not load. */
export const signInSentences = Object.fromEntries(
  signInErrors.map((code) => [code, describeSignInError(code)]),
  // fromEntries forgets which keys it was given.
) as Record<SignInError, string>
