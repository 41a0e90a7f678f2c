import { describe, expect, it } from 'vitest'
import { serviceById } from '@/lib/catalogue/services'
import { serviceCharts } from '@/lib/services/charts'
import { maxChartsPerGroup } from '@/lib/services/vocabulary'
import { chooseAll, chooseCharts, toggleChart } from './chart-choice'

const charts = serviceCharts(serviceById('ors'))
const nobodyChose = { traffic: null, errors: null, latency: null, saturation: null, pods: null, other: null }
const shown = (asked: readonly string[] | null) => chooseCharts(charts, 'saturation', asked).shown.map(({ id }) => id)

describe('chooseCharts', () => {
  it('shows the defaults, what the address names, or none where it says none', () => {
    expect(shown(null)).toEqual(['cpu', 'memory'])
    expect(shown(['memory', 'orsnode_stuck_interactions'])).toEqual(['memory', 'orsnode_stuck_interactions'])
    expect(shown([])).toEqual([])
  })
  it('passes over names of no chart of the group, and cuts what is too much', () => {
    expect(shown(['made-up', 'orsnode_callevents', 'cpu'])).toEqual(['cpu'])
    const all = chooseCharts(charts, 'traffic', null).all.map(({ id }) => id)
    expect(chooseCharts(charts, 'traffic', all).shown).toHaveLength(maxChartsPerGroup)
  })
})

describe('chooseAll', () => {
  it('reaches every chart in the order of the groups', () => {
    const { groups, undocumented } = chooseAll(charts, nobodyChose)
    expect(groups.map(({ group }) => group)).toEqual(['traffic', 'latency', 'errors', 'saturation', 'pods', 'other'])
    expect(groups.flatMap(({ all }) => all)).toHaveLength(charts.length)
    expect(undocumented).toEqual([])
  })
  it('names the signals that the guide does not document', () => {
    expect(chooseAll(serviceCharts(serviceById('tenant')), nobodyChose).undocumented).toEqual([
      'Traffic',
      'Latency',
      'Errors',
    ])
  })
})

describe('toggleChart', () => {
  const group = chooseCharts(charts, 'saturation', null)
  it('adds and takes away, and says nothing where the default is back', () => {
    expect(toggleChart(group, 'orsnode_stuck_interactions', true)).toEqual([
      'cpu',
      'memory',
      'orsnode_stuck_interactions',
    ])
    expect(toggleChart(group, 'cpu', false)).toEqual(['memory'])
    expect(toggleChart(chooseCharts(charts, 'saturation', ['memory']), 'cpu', true)).toBeNull()
    expect(toggleChart(chooseCharts(charts, 'saturation', ['memory']), 'memory', false)).toEqual([])
  })
  it('adds no more than the page shows', () => {
    const full = chooseCharts(
      charts,
      'traffic',
      chooseCharts(charts, 'traffic', null).all.map(({ id }) => id),
    )
    expect(toggleChart(full, 'orsnode_userdata_updates', true)).toHaveLength(maxChartsPerGroup)
  })
})
