import { expect, it } from 'vitest'
import { services } from '@/lib/catalogue/services'
import { examples } from './examples'
import { familyOf } from './metric-list'
import { readQueryText } from './promql-text'

const documented = new Set(services.flatMap(({ metrics }) => metrics.map(({ name }) => name)))

it.each(examples.map((example) => [example.title, example.query]))(
  '%s can be asked, of metrics that are documented',
  (_title, query) => {
    const { readable, uses } = readQueryText(query)
    expect(readable).toBe(true)
    for (const { text } of uses) {
      const name = familyOf(text.replace(/\{.*$/s, ''), {})
      if (name !== 'up') expect(documented).toContain(name)
    }
  },
)
