import { describe, expect, it } from 'vitest'
import { externalOf } from './external'
import { parseUpOptions } from './options'

describe('parseUpOptions', () => {
  it('has a default for everything', () => {
    expect(parseUpOptions([])).toEqual({
      fresh: false,
      backfill: true,
      tenants: 20,
      pods: 30,
      seed: 7,
      speed: 1,
      help: false,
    })
  })

  it('reads every flag, with = or a blank', () => {
    const args = '--fresh --no-backfill --tenants=5000 --pods 5000 --seed 1 --speed 60 --port 3100'.split(' ')
    expect(parseUpOptions(args)).toMatchObject({
      fresh: true,
      backfill: false,
      tenants: 5000,
      pods: 5000,
      seed: 1,
      speed: 60,
      port: 3100,
    })
  })

  it.each([
    [['--tenants', '0'], /^--tenants: /],
    [['--pods', 'many'], /^--pods: /],
    [['--pods', '3'], /^--pods: /],
    [['--port', '70000'], /^--port: /],
    [['--speed', '0'], /^--speed: /],
    [['--sped', '3'], /--sped.*--help/],
    [['up'], /up.*--help/],
  ])('refuses %j in one sentence that names it', (args, sentence) => {
    expect(() => parseUpOptions(args)).toThrow(sentence)
  })
})

describe('externalOf', () => {
  it('takes only what is set, blank meaning not set, without slashes at the end', () => {
    const environment = {
      DATABASE_URL: 'postgresql://db/x',
      PROMETHEUS_URL: 'http://p:9090/',
      KUBECONFIG: ' ',
      HOME: '/',
    }
    expect(externalOf(environment)).toEqual({ DATABASE_URL: 'postgresql://db/x', PROMETHEUS_URL: 'http://p:9090' })
  })
})
