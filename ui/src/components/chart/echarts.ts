/** The parts of ECharts that the app draws with, so that the rest is not bundled, and its themes made from tokens.css. */
import {
  BarChart,
  BoxplotChart,
  CustomChart,
  LineChart,
  SankeyChart,
  ScatterChart,
  TreemapChart,
} from 'echarts/charts';
import {
  AriaComponent,
  DatasetComponent,
  GeoComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, registerMap, use as register } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import { token } from '../../styles/theme';

register([
  AriaComponent,
  BarChart,
  BoxplotChart,
  CanvasRenderer,
  CustomChart,
  DatasetComponent,
  GeoComponent,
  GridComponent,
  LabelLayout,
  LegendComponent,
  LineChart,
  MarkAreaComponent,
  MarkLineComponent,
  SankeyChart,
  ScatterChart,
  SVGRenderer,
  TooltipComponent,
  TreemapChart,
  VisualMapComponent,
]);

/** The chart theme of the moment. A canvas cannot read `var()`, so it is made anew when the theme changes. */
export function chartTheme() {
  const text = { color: token('--text-soft'), fontFamily: token('--font'), fontSize: 12 };
  const axis = {
    axisLine: { show: true, lineStyle: { color: token('--hairline-strong') } },
    axisTick: { show: false },
    axisLabel: text,
    nameTextStyle: text,
    splitLine: { show: false, lineStyle: { color: token('--hairline') } },
  };
  return {
    color: [1, 2, 3, 4, 5, 6].map((series) => token(`--chart-${series}`)),
    backgroundColor: 'transparent',
    textStyle: text,
    grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
    categoryAxis: axis,
    valueAxis: { ...axis, axisLine: { show: false } },
    logAxis: { ...axis, axisLine: { show: false } },
    timeAxis: axis,
    bar: { itemStyle: { borderRadius: [2, 2, 0, 0] }, barCategoryGap: '12%' },
    line: { lineStyle: { width: 2 }, symbol: 'none' },
    legend: { textStyle: text, icon: 'roundRect', itemWidth: 8, itemHeight: 8 },
    tooltip: {
      backgroundColor: token('--surface-raised'),
      borderColor: token('--hairline-strong'),
      borderWidth: 1,
      padding: [6, 10],
      textStyle: { ...text, color: token('--text') },
      extraCssText: 'box-shadow: var(--shadow-menu); border-radius: 6px;',
    },
    sankey: { label: text, lineStyle: { color: 'gradient', opacity: 0.35 } },
    treemap: { itemStyle: { borderColor: token('--surface'), gapWidth: 1 } },
    boxplot: { itemStyle: { color: token('--accent-tint'), borderColor: token('--accent') } },
  };
}

export { init, registerMap };
