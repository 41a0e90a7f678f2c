import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { prometheusRule, ruleGroups } from '@/lib/catalogue/rule-groups'
import { outdatedRuleFiles, ruleFiles } from './generate'

describe('rule files that ship', () => {
  it('are what the catalogue gives (run `npm run rules` after changing it)', () => {
    expect(outdatedRuleFiles()).toEqual([])
  })

  it.each(['1.1', '1.2'] as const)('read the same by YAML %s: no label turns into a boolean', (version) => {
    const files = ruleFiles()
    const read = (path: string) => parse(files[path] ?? '', { version })
    expect(read('deploy/prometheus/patchboard.rules.yaml')).toEqual({ groups: ruleGroups() })
    expect(read('deploy/prometheus/prometheus-rule.yaml')).toEqual(prometheusRule())
  })
})
