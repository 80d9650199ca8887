import { useTranslation } from 'react-i18next';
import { Num, OpenFigure } from '../../../components';
import { compactMoney, num } from '../../../format/figures';
import type { MatrixScale, MatrixView } from '../../../ipc/bindings';
import { openAccounts } from '../../../state/open';
import { usePlanCurrency } from '../../../state/plan';
import styles from './Matrix.module.css';
import { shownOn } from './words';

const BANDS = ['low', 'middle', 'high'] as const;
const UPWARDS = [2, 1, 0] as const;
const ACROSS = [0, 1, 2] as const;

/** What each cell holds: accounts and what they could spend. */
export function Cells({ view, names }: { view: MatrixView; names: { across: string; up: string } }) {
  const { t } = useTranslation('tiers');
  const currency = usePlanCurrency();
  const range = (scale: MatrixScale, band: number) => {
    const [low, high] = scale.breaks.map((value) => shownOn(scale, value, currency));
    return t(`matrix.range.${BANDS[band] ?? 'low'}`, { low, high });
  };
  return (
    <table className={styles.cells} aria-label={t('matrix.cells')}>
      <thead>
        <tr>
          <th scope="col">{t('matrix.corner', names)}</th>
          {ACROSS.map((band) => (
            <th key={band} scope="col" className={styles.figure}>
              <strong>{t(`matrix.band.${BANDS[band]}`)}</strong>
              <span className={styles.soft}>{range(view.across, band)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {UPWARDS.map((up) => (
          <tr key={up}>
            <th scope="row">
              <strong>{t(`matrix.band.${BANDS[up]}`)}</strong>
              <span className={styles.soft}>{range(view.up, up)}</span>
            </th>
            {ACROSS.map((across) => {
              const cell = view.cells[across][up];
              const said = {
                across: t(`matrix.band.${BANDS[across]}`),
                up: t(`matrix.band.${BANDS[up]}`),
                count: cell.accounts,
                shown: num(cell.accounts),
                ofAcross: names.across,
                ofUp: names.up,
              };
              return (
                <td key={across} className={styles.figure}>
                  {cell.accounts === 0 ? (
                    <Num value={0} />
                  ) : (
                    <OpenFigure
                      label={t('matrix.openCell', said)}
                      onOpen={() => openAccounts({ kind: 'matrixCell', across, up })}
                    >
                      <strong>{num(cell.accounts)}</strong>
                    </OpenFigure>
                  )}
                  {cell.accounts > 0 && (
                    <span className={styles.soft}>
                      {cell.potential === null ? '–' : compactMoney(cell.potential, currency)}
                    </span>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
