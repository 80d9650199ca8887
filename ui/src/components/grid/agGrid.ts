/** The grid library's parts that are used, and its look made from our tokens. */
import {
  CellApiModule,
  CellStyleModule,
  ColumnApiModule,
  ColumnAutoSizeModule,
  CustomEditorModule,
  EventApiModule,
  InfiniteRowModelModule,
  LocaleModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowStyleModule,
  ScrollApiModule,
  themeQuartz,
  ValidationModule,
} from 'ag-grid-community';

ModuleRegistry.registerModules([
  CellApiModule,
  CellStyleModule,
  ColumnApiModule,
  ColumnAutoSizeModule,
  CustomEditorModule,
  EventApiModule,
  InfiniteRowModelModule,
  LocaleModule,
  RenderApiModule,
  RowApiModule,
  RowStyleModule,
  ScrollApiModule,
  ...(import.meta.env.DEV ? [ValidationModule] : []),
]);

/** Pixels. A million rows of 32 px just fit under the web view's limit for one element. */
export const ROW_HEIGHT = 30;

/** One theme for light and dark: every colour is a variable that changes with the desktop. */
export const gridTheme = themeQuartz.withParams({
  // A rounded clip around a scrolling pane makes the web view repaint it whole: ten times slower.
  wrapperBorderRadius: 0,
  borderRadius: 3,
  wrapperBorder: false,
  backgroundColor: 'var(--surface)',
  foregroundColor: 'var(--text)',
  accentColor: 'var(--accent)',
  borderColor: 'var(--hairline)',
  browserColorScheme: 'inherit',
  fontFamily: 'var(--font)',
  fontSize: 'var(--t-body)',
  headerFontSize: 'var(--t-caption)',
  headerFontWeight: 550,
  headerTextColor: 'var(--text-soft)',
  headerBackgroundColor: 'var(--surface-sunken)',
  headerHeight: 32,
  rowHeight: ROW_HEIGHT,
  cellHorizontalPadding: 10,
  oddRowBackgroundColor: 'var(--surface)',
  rowHoverColor: 'var(--surface-hover)',
  columnBorder: false,
  rowBorder: { color: 'var(--hairline)', width: 1 },
  headerColumnBorder: false,
  headerColumnResizeHandleColor: 'var(--hairline)',
  headerColumnResizeHandleHeight: '50%',
  pinnedColumnBorder: { color: 'var(--hairline-strong)', width: 1 },
  focusShadow: 'none',
});
