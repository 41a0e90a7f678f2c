import { describe, expect, it } from 'vitest'
import { scriptsNamedIn } from './first-load'

describe('scriptsNamedIn', () => {
  it('finds what runs and what is fetched ahead, each once', () => {
    const html = `<html><head>
      <link rel="preload" as="script" fetchPriority="low" href="/a.js?dpl=1&amp;x=2"/>
      <link rel="modulepreload" href="/b.js"/><link rel="stylesheet" href="/style.css"/>
      <link rel="preload" href="/font.woff2" as="font"/>
      <script src="/a.js?dpl=1&amp;x=2" async=""></script><script nonce="n">inline()</script>
      <script src="/c.js" nonce="n" async=""></script></head></html>`
    expect(scriptsNamedIn(html)).toEqual(['/a.js?dpl=1&x=2', '/b.js', '/c.js'])
  })

  it('leaves out what modern browsers leave out', () => {
    expect(scriptsNamedIn('<script src="/old.js" noModule=""></script>')).toEqual([])
  })
})
