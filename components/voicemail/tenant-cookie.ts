export const voicemailTenantCookie = 'patchboard-voicemail-tenant'

/** Keeps the tenant that somebody looks at, for the next page that is opened without one. Ids need no escaping in a cookie. */
export function rememberVoicemailTenant(tenantId: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR; the server needs the value to redirect.
  document.cookie = `${voicemailTenantCookie}=${tenantId}; Path=/; Max-Age=31536000; SameSite=Lax`
}
