import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ToastProvider } from '@/components/ui/toast'
import { PreviewPanel } from './preview-panel'

const written = { emailFromAddress: 'voicemail@example.org', emailSubject: 'Call', emailBody: 'from <CallerID>' }

function drawn(message: object, whyNot: string | null): string {
  return renderToStaticMarkup(
    <ToastProvider>
      <PreviewPanel
        tenantId="t1"
        profileId={null}
        message={{ ...written, ...message }}
        sender={{ ownAddress: 'ada@example.org', whyNot }}
      />
    </ToastProvider>,
  )
}

const button = (html: string) => /<button[^>]*>(?:(?!<\/button>).)*Send a test/s.exec(html)?.[0] ?? ''

describe('the button that sends a test', () => {
  it.each([
    ['there is no relay', {}, 'No mail relay is set up.', 'No mail relay is set up.'],
    ['nobody sends it', { emailFromAddress: ' ' }, null, 'A test needs the Email From Address.'],
    ['a token is unknown', { emailBody: '<Caler>' }, null, 'A test waits until every token is known.'],
  ])('says why not, where %s', (_case, message, whyNot, sentence) => {
    const html = drawn(message, whyNot)
    expect(html).toContain(sentence)
    expect(button(html)).toMatch(/ disabled=""/)
    expect(button(html)).toContain('aria-describedby="test-hindrance"')
  })

  it('is there to be pressed where nothing is in the way', () => {
    expect(button(drawn({}, null))).not.toMatch(/ disabled=""/)
  })
})
