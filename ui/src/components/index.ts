/** Everything a screen is made of. Screens import from here and never from the component kit. */
import { lazy, Suspense, createElement, type ReactElement } from 'react';
import type { GridProps, GridRow } from './grid/types';

export * from './Bars';
export * from './Button';
export * from './chart/Chart';
export * from './chart/worldMap';
export * from './CommandMenu';
export * from './DataTable';
export * from './Dialog';
export * from './drag';
export * from './EmptyStep';
export * from './ErrorBar';
export * from './Field';
export * from './Figures';
export * from './icons';
export * from './Menu';
export { announce, EmptyState, MessageBar, useToast } from './Messages';
export type { EmptyStateProps, MessageBarProps, Mood, ToastMessage } from './Messages';
export * from './Note';
export * from './OpenFigure';
export * from './Page';
export * from './PartialMark';
export { SidePanel, type SidePanelProps } from './SidePanel';
export * from './Slider';
export * from './SplitPane';
export * from './StatFigure';
export * from './Stepper';
export * from './Tabs';
export * from './TierBadge';
export * from './tiers';
export * from './useRoom';
export * from './Waiting';
export * from './weights';
export * from './WeightSlider';
export type {
  CellEdit,
  ColumnKind,
  GridColumn,
  GridFilter,
  GridHandle,
  GridPage,
  GridProps,
  GridRow,
  GridSelection,
  GridSort,
  PageRequest,
} from './grid/types';

const LazyGrid = lazy(() => import('./grid/Grid'));

/** A list of any length, page by page. Its code is fetched when the first grid is shown. */
export function Grid<R extends GridRow>(props: GridProps<R>): ReactElement {
  // `lazy` forgets the row's type; the props are checked here.
  return createElement(Suspense, { fallback: null }, createElement(LazyGrid, props as unknown as GridProps<GridRow>));
}
