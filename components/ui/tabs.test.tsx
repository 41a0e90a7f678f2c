import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { moveInTabs } from './move-in-tabs'
import { type Tab, Tabs } from './tabs'

describe('moveInTabs', () => {
  it.each([
    ['ArrowRight', 0, 3, 1],
    ['ArrowRight', 2, 3, 0],
    ['ArrowLeft', 0, 3, 2],
    ['Home', 2, 3, 0],
    ['End', 0, 3, 2],
    ['ArrowDown', 1, 3, null],
    ['a', 1, 3, null],
    ['End', 0, 0, null],
  ])('%s from %i of %i: %j', (key, index, count, next) => {
    expect(moveInTabs(key, index, count)).toBe(next)
  })
})

describe('Tabs', () => {
  const tabs: Tab<'status' | 'alerts'>[] = [
    { value: 'status', label: 'Status', panel: <p>all is well</p> },
    { value: 'alerts', label: 'Alerts', count: null, panel: <p>none fires</p> },
  ]
  const html = renderToStaticMarkup(<Tabs label="Parts of ORS" tabs={tabs} value="alerts" onValueChange={() => {}} />)
  const tagsOf = (role: string) => [...html.matchAll(new RegExp(`<[^>]*role="${role}"[^>]*>`, 'g'))].map(([tag]) => tag)
  const attribute = (tag: string | undefined, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag ?? '')?.[1]

  it('draws the chosen part only', () => {
    expect(html).toContain('none fires')
    expect(html).not.toContain('all is well')
  })

  it('says which tab is chosen, and has that one in the tab order', () => {
    const drawn = tagsOf('tab')
    expect(drawn.map((tag) => attribute(tag, 'aria-selected'))).toEqual(['false', 'true'])
    expect(drawn.map((tag) => attribute(tag, 'tabindex'))).toEqual(['-1', '0'])
    expect(attribute(tagsOf('tablist')[0], 'aria-label')).toBe('Parts of ORS')
  })

  it('ties tab and part together', () => {
    const chosen = tagsOf('tab')[1]
    const [panel] = tagsOf('tabpanel')
    expect(attribute(panel, 'aria-labelledby')).toBe(attribute(chosen, 'id'))
    expect(attribute(chosen, 'aria-controls')).toBe(attribute(panel, 'id'))
    expect(attribute(tagsOf('tab')[0], 'aria-controls')).toBeUndefined()
  })
})
