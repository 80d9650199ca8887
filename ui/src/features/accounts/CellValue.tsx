import { useTranslation } from 'react-i18next';
import { Money, Num, Percent } from '../../components';
import { day } from '../../format/dates';
import type { Cell, CellKind } from '../../ipc/bindings';

/** A cell's value written out in full, as its kind has it. */
export function CellValue({ kind, value }: { kind: CellKind; value: Cell }) {
  const { t } = useTranslation('accounts');
  if (value === null || typeof value === 'boolean') {
    return value === null ? <Num value={null} /> : t(value ? 'yes' : 'no');
  }
  if (typeof value === 'string') return kind === 'date' ? day(value) : value;
  if (kind === 'money') return <Money minor={value} full />;
  if (kind === 'percent') return <Percent ratio={value} digits={1} />;
  return <Num value={value} digits={2} />;
}
