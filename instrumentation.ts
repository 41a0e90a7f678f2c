/** Runs once when the server starts, before it takes requests. A wrong configuration ends the process here, with its reason. */
export async function register(): Promise<void> {
  // Written out, because the bundler cuts the other runtime's code away by exactly this comparison.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { refuseWrongConfiguration } = await import('@/lib/env/refuse-wrong-configuration')
  refuseWrongConfiguration()
  const { notePeerAddresses } = await import('@/lib/auth/peer-address')
  notePeerAddresses()
  const { watchForStop } = await import('@/lib/env/stopping')
  const { closeConnectionsWhenStopping } = await import('@/lib/http/close-connections')
  watchForStop()
  closeConnectionsWhenStopping()
}
