/**
 * Fluent's themes, made from one brand ramp and then pointed at our own variables (tokens.css), so that a Fluent control
 * and a plain element of ours cannot drift apart.
 */
import { createDarkTheme, createLightTheme, type BrandVariants, type Theme } from '@fluentui/react-components';

export type ThemeName = 'light' | 'dark';

const ramp: BrandVariants = {
  10: '#001015',
  20: '#001a21',
  30: '#002730',
  40: '#00323c',
  50: '#00404c',
  60: '#004c5a',
  70: '#005a6a',
  80: '#03697b',
  90: '#027c91',
  100: '#1b8fa5',
  110: '#37a1b8',
  120: '#54b4ca',
  130: '#73c6d9',
  140: '#99d6e5',
  150: '#c0e6f0',
  160: '#dff3f8',
};

/** What both themes take from tokens.css; the variables themselves differ by theme. */
const ours: Partial<Theme> = {
  fontFamilyBase: 'var(--font)',
  fontFamilyNumeric: 'var(--font)',
  fontSizeBase200: 'var(--t-caption)',
  fontSizeBase300: 'var(--t-body)',
  fontSizeBase400: 'var(--t-section)',
  fontSizeBase500: 'var(--t-title)',
  lineHeightBase300: '20px',

  borderRadiusMedium: 'var(--radius)',
  borderRadiusSmall: 'var(--radius-small)',
  borderRadiusXLarge: '10px',

  colorNeutralBackground1: 'var(--surface)',
  colorNeutralBackground1Hover: 'var(--surface-hover)',
  colorNeutralBackground1Pressed: 'var(--surface-press)',
  colorNeutralBackground1Selected: 'var(--surface-press)',
  colorNeutralBackground2: 'var(--surface-sunken)',
  colorNeutralBackground3: 'var(--canvas)',
  colorSubtleBackgroundHover: 'var(--surface-hover)',
  colorSubtleBackgroundPressed: 'var(--surface-press)',
  colorSubtleBackgroundSelected: 'var(--surface-press)',

  colorNeutralForeground1: 'var(--text)',
  colorNeutralForeground1Hover: 'var(--text)',
  colorNeutralForeground1Pressed: 'var(--text)',
  colorNeutralForeground2: 'var(--text-soft)',
  colorNeutralForeground2Hover: 'var(--text)',
  colorNeutralForeground2Pressed: 'var(--text)',
  colorNeutralForeground3: 'var(--text-faint)',
  colorNeutralForeground4: 'var(--text-faint)',
  colorNeutralForegroundDisabled: 'var(--text-disabled)',
  colorNeutralForegroundOnBrand: 'var(--text-on-accent)',

  colorNeutralBackgroundDisabled: 'var(--surface-hover)',
  colorNeutralStrokeDisabled: 'transparent',

  colorNeutralStroke1: 'var(--hairline-strong)',
  colorNeutralStroke1Hover: 'var(--control-edge)',
  colorNeutralStroke1Pressed: 'var(--control-edge)',
  colorNeutralStroke2: 'var(--hairline)',
  colorNeutralStroke3: 'var(--hairline)',
  colorNeutralStrokeAccessible: 'var(--control-edge)',
  colorNeutralStrokeAccessibleHover: 'var(--text-soft)',
  colorNeutralStrokeAccessiblePressed: 'var(--text-soft)',

  colorBrandBackground: 'var(--accent)',
  colorBrandBackgroundHover: 'var(--accent-hover)',
  colorBrandBackgroundPressed: 'var(--accent-press)',
  colorBrandBackgroundSelected: 'var(--accent)',
  colorCompoundBrandBackground: 'var(--accent)',
  colorCompoundBrandBackgroundHover: 'var(--accent-hover)',
  colorCompoundBrandBackgroundPressed: 'var(--accent-press)',
  colorCompoundBrandStroke: 'var(--accent)',
  colorCompoundBrandStrokePressed: 'var(--accent-press)',
  colorBrandForeground1: 'var(--accent-text)',
  colorBrandForegroundLink: 'var(--accent-text)',
  colorBrandForegroundLinkHover: 'var(--accent-text)',
  colorBrandForegroundLinkPressed: 'var(--accent-text)',
  colorNeutralForeground2BrandHover: 'var(--accent-text)',
  colorNeutralForeground2BrandPressed: 'var(--accent-text)',
  colorStrokeFocus2: 'var(--focus)',

  colorStatusSuccessBackground1: 'var(--good-tint)',
  colorStatusSuccessForeground1: 'var(--good)',
  colorStatusSuccessForeground3: 'var(--good)',
  colorStatusSuccessBorder1: 'var(--hairline-strong)',
  colorStatusWarningBackground1: 'var(--attention-tint)',
  colorStatusWarningForeground1: 'var(--attention)',
  colorStatusWarningForeground3: 'var(--attention)',
  colorStatusWarningBorder1: 'var(--hairline-strong)',
  colorStatusDangerBackground1: 'var(--bad-tint)',
  colorStatusDangerForeground1: 'var(--bad)',
  colorStatusDangerForeground3: 'var(--bad)',
  colorStatusDangerBorder1: 'var(--hairline-strong)',
  colorStatusDangerBorder2: 'var(--bad)',
  colorPaletteRedForeground1: 'var(--bad)',
  colorPaletteRedForeground3: 'var(--bad)',
  colorPaletteRedBorder2: 'var(--bad)',

  shadow16: 'var(--shadow-menu)',
  shadow64: 'var(--shadow-dialog)',
};

/** The Fluent theme of a name. */
export const fluentThemes: Record<ThemeName, Theme> = {
  light: { ...createLightTheme(ramp), ...ours },
  dark: { ...createDarkTheme(ramp), ...ours, colorNeutralBackground1: 'var(--surface-raised)' },
};

/** The value of one variable of tokens.css as it is now, for canvases, which cannot read `var()`. */
export function token(name: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
