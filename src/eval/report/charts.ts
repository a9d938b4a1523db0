import { BarChart, CustomChart, type CustomSeriesOption } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { html, type Markup, trusted } from './markup.ts';

echarts.use([BarChart, CustomChart, GridComponent, LegendComponent, MarkLineComponent, SVGRenderer]);

/** One bar of a chart, from 0 to 1, with its interval. */
export interface ShareBar {
  readonly label: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Bars side by side over the same bins. */
export interface BinSeries {
  readonly name: string;
  /** A colour of the page's style, by name. */
  readonly colour: 'accent' | 'warm' | 'ok' | 'bad';
  readonly counts: readonly number[];
}

export interface Bins {
  readonly labels: readonly string[];
  readonly series: readonly BinSeries[];
  readonly axis: string;
  readonly marks?: readonly { readonly bin: number; readonly label: string }[];
}

/** Width in which a chart is drawn for a screen and for a phone; the page shows the one that fits. */
const WIDTHS = { wide: 960, narrow: 350 } as const;
const INK = 'currentColor';
const LINE = 'var(--line)';
const FONT = 'inherit';

const axisLook = {
  axisLabel: { color: INK, fontFamily: FONT },
  axisLine: { lineStyle: { color: LINE } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: LINE } },
  nameTextStyle: { color: INK, fontFamily: FONT },
};

/** A horizontal bar for each share, the value beside it, the interval as a thin line. */
export function shareChart(bars: readonly ShareBar[], title: string): Markup {
  const height = 26 * bars.length + 40;
  return drawn(title, (width) => ({
    height,
    option: {
      grid: { left: width > 500 ? 150 : 118, right: 60, top: 6, bottom: 26 },
      xAxis: {
        type: 'value',
        min: 0,
        max: 1,
        interval: width > 500 ? 0.2 : 0.5,
        ...axisLook,
        axisLabel: { ...axisLook.axisLabel, formatter: (value: number) => `${Math.round(100 * value)}%` },
      },
      yAxis: { type: 'category', inverse: true, data: bars.map(({ label }) => label), ...axisLook },
      series: [
        {
          type: 'bar',
          barWidth: 14,
          data: bars.map(({ value }) => ({ value, itemStyle: { color: colourOf(value), borderRadius: 3 } })),
        },
        {
          type: 'custom',
          data: bars.map(({ low, high, value }, at) => [low ?? value, high ?? value, at, value]),
          renderItem: intervalWithValue,
          encode: { x: [0, 1], y: 2 },
          z: 3,
        },
      ],
    },
  }));
}

function colourOf(value: number): string {
  return value >= 0.9 ? 'var(--ok)' : value >= 0.75 ? 'var(--warm)' : 'var(--bad)';
}

/** The interval as a line with caps through the bar, the value at the right edge. */
const intervalWithValue: NonNullable<CustomSeriesOption['renderItem']> = (_, api) => {
  const [low, high, row, value] = [0, 1, 2, 3].map((at) => Number(api.value(at))) as [
    number,
    number,
    number,
    number,
  ];
  const [left = 0, y = 0] = api.coord([low, row]);
  const [right = 0] = api.coord([high, row]);
  const [edge = 0] = api.coord([1, row]);
  const style = { stroke: INK, lineWidth: 1.2, opacity: 0.65 };
  const stroke = (x1: number, y1: number, x2: number, y2: number) => ({
    type: 'line' as const,
    shape: { x1, y1, x2, y2 },
    style,
  });
  return {
    type: 'group',
    children: [
      stroke(left, y, right, y),
      stroke(left, y - 3, left, y + 3),
      stroke(right, y - 3, right, y + 3),
      {
        type: 'text',
        style: {
          x: edge + 8,
          y,
          text: `${Math.round(100 * value)}%`,
          fill: INK,
          verticalAlign: 'middle',
          font: '12px sans-serif',
        },
      },
    ],
  };
};

/** Counts over bins, series beside each other. */
export function binChart({ labels, series, axis, marks = [] }: Bins, title: string): Markup {
  return drawn(title, (width) => ({
    height: width > 500 ? 240 : 220,
    option: {
      ...(series.length > 1 ? { legend: { top: 0, textStyle: { color: INK, fontFamily: FONT } } } : {}),
      grid: { left: 44, right: 16, top: series.length > 1 ? 34 : 26, bottom: 44 },
      xAxis: {
        type: 'category',
        data: labels,
        name: axis,
        nameLocation: 'middle',
        nameGap: 28,
        ...axisLook,
        axisLabel: { ...axisLook.axisLabel, hideOverlap: true },
      },
      yAxis: { type: 'value', minInterval: 1, ...axisLook },
      series: series.map(({ name, colour, counts }, at) => ({
        name,
        type: 'bar',
        barCategoryGap: '18%',
        barGap: '4%',
        data: counts,
        itemStyle: { color: `var(--${colour})`, borderRadius: [2, 2, 0, 0] },
        ...(at === 0 && marks.length > 0 ? { markLine: markLine(marks) } : {}),
      })),
    },
  }));
}

function markLine(marks: NonNullable<Bins['marks']>) {
  return {
    symbol: 'none',
    silent: true,
    lineStyle: { color: INK, type: 'dashed', opacity: 0.6 },
    label: { color: INK, fontFamily: FONT, formatter: '{b}' },
    data: marks.map(({ bin, label }) => ({ xAxis: bin, name: label })),
  };
}

interface Drawing {
  readonly height: number;
  readonly option: echarts.EChartsCoreOption;
}

function drawn(title: string, draw: (width: number) => Drawing): Markup {
  const one = (size: keyof typeof WIDTHS) =>
    html`<div class="${size}">${trusted(svgOf(WIDTHS[size], draw(WIDTHS[size])))}</div>`;
  return html`<figure role="img" aria-label="${title}">${one('wide')}${one('narrow')}</figure>`;
}

function svgOf(width: number, { height, option }: Drawing): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, textStyle: { color: INK, fontFamily: FONT }, ...option });
    return withinPage(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}

/** Inside a page an SVG needs no namespaces; without its size it takes the width that there is. */
function withinPage(svg: string): string {
  return svg
    .replaceAll(/ xmlns(?::\w+)?="[^"]*"| ecmeta_\w+="[^"]*"| class="zr[^"]*"/gu, '')
    .replaceAll(/<style[^>]*>[\s\S]*?<\/style>/gu, '')
    .replace(/^<svg width="\d+" height="\d+"/u, '<svg');
}
