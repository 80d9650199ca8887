import { compactMoney, num, type Currency } from '../../../format/figures';
import type { MatrixScale } from '../../../ipc/bindings';

/** A value of an axis as people read it. */
export const shownOn = (scale: MatrixScale, value: number, currency: Currency): string =>
  scale.money ? compactMoney(Math.round(value), currency) : num(value, 1);
