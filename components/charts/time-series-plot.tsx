'use client'

import { useMemo, useState } from 'react'
import {
  Area,
  CartesianGrid,
  ComposedChart,
  type DotItemDotProps,
  Line,
  type MouseHandlerDataParam,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts'
import { axisTicks } from '@/lib/format/axis-ticks'
import { formatTick, type TimeZoneName } from '@/lib/format/time'
import { formatAxisValue } from '@/lib/format/value'
import { timeTicks } from '@/lib/time/ticks'
import { ChartTooltip } from './chart-tooltip'
import { type ChartRow, type DrawnSeries, lonePoints, valueRange } from './series-model'

export type ChartKind = 'line' | 'area' | 'stacked'
export type ChartThreshold = { value: number; label: string }

export type TimeSeriesPlotProps = {
  kind: ChartKind
  unit: string | null
  rows: readonly ChartRow[]
  series: readonly DrawnSeries[]
  startSeconds: number
  endSeconds: number
  zone: TimeZoneName
  height: number
  syncId?: string
  thresholds: readonly ChartThreshold[]
  onZoom?: (fromSeconds: number, toSeconds: number) => void
  description: string
}

type Drag = { from: number; to: number }

function useZoom(onZoom: TimeSeriesPlotProps['onZoom']) {
  const [drag, setDrag] = useState<Drag | null>(null)
  const at = (state: MouseHandlerDataParam) => (state.activeLabel === undefined ? null : Number(state.activeLabel))
  if (!onZoom) return { drag: null, handlers: {} }
  return {
    drag,
    handlers: {
      onMouseDown: (state: MouseHandlerDataParam) => {
        const t = at(state)
        if (t !== null) setDrag({ from: t, to: t })
      },
      onMouseMove: (state: MouseHandlerDataParam) => {
        const t = at(state)
        if (drag && t !== null) setDrag({ from: drag.from, to: t })
      },
      onMouseUp: () => {
        if (drag && drag.from !== drag.to) onZoom(Math.min(drag.from, drag.to), Math.max(drag.from, drag.to))
        setDrag(null)
      },
      onMouseLeave: () => setDrag(null),
    },
  }
}

function dotFor(rows: readonly ChartRow[], series: DrawnSeries) {
  const lone = lonePoints(rows, series.key)
  if (lone.size === 0) return false as const
  return ({ cx, cy, payload, key }: DotItemDotProps) =>
    payload && lone.has(payload.t) && cx !== undefined && cy !== undefined ? (
      <circle key={key} cx={cx} cy={cy} r={2} fill={series.color} />
    ) : (
      <g key={key} />
    )
}

function drawn(kind: ChartKind, rows: readonly ChartRow[], series: DrawnSeries) {
  const shared = {
    dataKey: series.key,
    name: series.label,
    stroke: series.color,
    strokeWidth: 1.5,
    type: 'linear' as const,
    connectNulls: false,
    isAnimationActive: false,
    activeDot: { r: 3, strokeWidth: 0 },
    dot: dotFor(rows, series),
  }
  if (kind === 'line') return <Line key={series.key} {...shared} />
  const stacked = kind === 'stacked'
  return (
    <Area
      key={series.key}
      {...shared}
      fill={series.color}
      fillOpacity={stacked ? 0.35 : 0.14}
      stackId={stacked ? 'all' : undefined}
    />
  )
}

/** The picture itself. Loaded on its own, so that Recharts is not part of a page's first load. */
export function TimeSeriesPlot(props: TimeSeriesPlotProps) {
  const { kind, unit, rows, series, startSeconds, endSeconds, zone, height, thresholds } = props
  const { drag, handlers } = useZoom(props.onZoom)
  const data = useMemo(() => [...rows], [rows])
  const ticks = useMemo(() => timeTicks(startSeconds, endSeconds, zone, 6), [startSeconds, endSeconds, zone])
  const lines = useMemo(() => series.map((one) => drawn(kind, rows, one)), [kind, rows, series])
  // Always with zero: a chart that cuts the axis makes ripples look like storms.
  const valueTicks = useMemo(() => {
    const { min, max } = valueRange(
      rows,
      series,
      kind === 'stacked',
      thresholds.map((threshold) => threshold.value),
    )
    return axisTicks(min, max, unit)
  }, [rows, series, kind, thresholds, unit])
  const axis = { tickLine: false, axisLine: false, tick: { fill: 'var(--ink-faint)', fontSize: 12 } }

  return (
    <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 600, height }}>
      <ComposedChart
        data={data}
        syncId={props.syncId}
        syncMethod="value"
        margin={{ top: 6, right: 8, bottom: 0, left: 0 }}
        title={props.description}
        className="select-none [&_:focus:not(:focus-visible)]:outline-none"
        {...handlers}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          {...axis}
          dataKey="t"
          type="number"
          scale="linear"
          domain={[startSeconds, endSeconds]}
          allowDataOverflow
          ticks={ticks}
          interval="preserveStartEnd"
          minTickGap={24}
          tickFormatter={(t: number) => formatTick(t * 1000, zone, endSeconds - startSeconds)}
        />
        <YAxis
          {...axis}
          width={64}
          domain={[valueTicks[0] ?? 0, valueTicks.at(-1) ?? 1]}
          ticks={valueTicks}
          interval={0}
          tickFormatter={(v: number) => formatAxisValue(v, unit)}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)', strokeWidth: 1 }}
          wrapperStyle={{ zIndex: 20, outline: 'none' }}
          content={(content: TooltipContentProps) => (
            <ChartTooltip
              active={content.active}
              t={content.label === undefined ? null : Number(content.label)}
              rows={rows}
              series={series}
              unit={unit}
              zone={zone}
            />
          )}
        />
        {thresholds.map((threshold) => (
          <ReferenceLine
            key={`${threshold.label} ${threshold.value}`}
            y={threshold.value}
            ifOverflow="extendDomain"
            stroke="var(--status-failing)"
            strokeDasharray="4 3"
            label={{
              value: threshold.label,
              position: 'insideTopRight',
              fill: 'var(--status-failing-text)',
              fontSize: 12,
            }}
          />
        ))}
        {lines}
        {drag ? <ReferenceArea x1={drag.from} x2={drag.to} fill="var(--accent)" fillOpacity={0.15} /> : null}
      </ComposedChart>
    </ResponsiveContainer>
  )
}
