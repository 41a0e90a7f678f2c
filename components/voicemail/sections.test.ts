import { describe, expect, it } from 'vitest'
import { navigationEntries } from '@/components/layout/navigation'
import { type VoicemailSection, voicemailPath } from './sections'

describe('sections of voicemail', () => {
  it('lead to addresses below their entry of the sidebar', () => {
    const sections: VoicemailSection[] = ['mailboxes', 'voicemail-profiles', 'dial-plan']
    const entries = navigationEntries.map(({ href }) => href)
    for (const section of sections) {
      expect(entries).toContain(`/${section}`)
      expect(voicemailPath(section, 'a/b')).toBe(`/${section}/a%2Fb`)
    }
  })
})
