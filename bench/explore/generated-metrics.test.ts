import { expect, it } from 'vitest'
import { generatedMetrics } from './generated-metrics'

it('has as many names and series as asked for, each with a sample a minute', () => {
  const lines = generatedMetrics({ names: 4, series: 12, minutes: 2 }, 6000).split('\n')
  const samples = lines.filter((line) => !line.startsWith('#'))
  expect(new Set(samples.map((line) => line.replace(/\{.*/, ''))).size).toBe(4)
  expect(new Set(samples.map((line) => line.replace(/ .*/, ''))).size).toBe(12)
  expect(samples).toHaveLength(12 * 3)
  expect(samples[0]).toMatch(/^bench_level_00000\{pod="pod-0"\} [\d.]+ 5880$/)
})
