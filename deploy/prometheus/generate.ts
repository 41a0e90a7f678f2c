import { readFileSync, writeFileSync } from 'node:fs'
import { stringify } from 'yaml'
import { prometheusRule, ruleGroups } from '@/lib/catalogue/rule-groups'

const banner = '# Generated from lib/catalogue by `npm run rules`. Change the catalogue, not this file.\n'

/** The files that ship, by path from the project's root. */
export function ruleFiles(): Record<string, string> {
  // In YAML 1.1, which kubectl reads, a bare `off` is a boolean, and Kubernetes refuses a label that is none of text.
  const yaml = (value: unknown) => banner + stringify(value, { lineWidth: 0, version: '1.1' })
  return {
    'deploy/prometheus/prometheus-rule.yaml': yaml(prometheusRule()),
    'deploy/prometheus/patchboard.rules.yaml': yaml({ groups: ruleGroups() }),
  }
}

/** Paths whose file on disk is not what the catalogue gives now. */
export function outdatedRuleFiles(): string[] {
  return Object.entries(ruleFiles())
    .filter(([path, text]) => readOrEmpty(path) !== text)
    .map(([path]) => path)
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

if (process.argv[1]?.endsWith('deploy/prometheus/generate.ts')) {
  for (const [path, text] of Object.entries(ruleFiles())) writeFileSync(path, text)
}
