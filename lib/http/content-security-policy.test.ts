import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from './content-security-policy'

describe('contentSecurityPolicy', () => {
  const policy = contentSecurityPolicy('abc123', false)
  const rule = (name: string) => policy.split('; ').find((part) => part.startsWith(`${name} `))

  it('lets only scripts with the nonce run, and none from text', () => {
    expect(rule('script-src')).toBe("script-src 'self' 'nonce-abc123' 'strict-dynamic'")
    expect(policy).not.toContain('unsafe-eval')
  })

  it('lets nobody frame the console or move its base', () => {
    expect(rule('frame-ancestors')).toBe("frame-ancestors 'none'")
    expect(rule('base-uri')).toBe("base-uri 'none'")
    expect(rule('object-src')).toBe("object-src 'none'")
  })

  it('allows evaluation in development only', () => {
    expect(contentSecurityPolicy('abc123', true)).toContain("'unsafe-eval'")
  })
})
