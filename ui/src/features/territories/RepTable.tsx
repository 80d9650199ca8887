import { useDroppable } from '@dnd-kit/react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  AttentionIcon,
  BalanceBar,
  IconButton,
  Menu,
  Money,
  MoreIcon,
  tierVariable,
  type MenuEntry,
} from '../../components';
import { num, percent, signed } from '../../format/figures';
import type { TerritoriesView, TerritoryRow } from '../../ipc/bindings';
import { usePlan } from '../../state/plan';
import { reachOf, type Place } from './measures';
import styles from './RepTable.module.css';

/** Below this width, in pixels, the columns that matter least stand aside. */
const ROOMY = 640;
const TIGHT = 545;

export const dropId = (place: Place) => `place ${place ?? 'nobody'}`;

interface RepTableProps {
  view: TerritoriesView;
  chosen: Place;
  onChoose: (place: Place) => void;
  /** Deviations in per mille as they would be if what is dragged were dropped; null while nothing is. */
  preview: ReadonlyMap<number, number> | null;
  /** Deviations before the last change, as a mark on the bars. */
  before: ReadonlyMap<number, number> | null;
  /** Where the drag hovers. */
  over: Place | undefined;
  menuOf: (row: TerritoryRow) => readonly MenuEntry[];
}

interface LineProps {
  place: Place;
  chosen: boolean;
  onChoose: () => void;
  over: boolean;
  nobody?: boolean;
  children: ReactNode;
}

function Line({ place, chosen, onChoose, over, nobody, children }: LineProps) {
  const { ref } = useDroppable({ id: dropId(place), data: { place } });
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onChoose();
    }
    const next =
      event.key === 'ArrowDown'
        ? event.currentTarget.nextElementSibling
        : event.key === 'ArrowUp'
          ? event.currentTarget.previousElementSibling
          : null;
    if (next instanceof HTMLElement) {
      event.preventDefault();
      next.focus();
      next.click();
    }
  };
  return (
    <tr
      ref={ref}
      className={[styles.line, chosen && styles.chosen, over && styles.over, nobody && styles.nobody]
        .filter(Boolean)
        .join(' ')}
      aria-selected={chosen}
      tabIndex={chosen ? 0 : -1}
      onClick={onChoose}
      onKeyDown={onKeyDown}
    >
      {children}
    </tr>
  );
}

/** Accounts by tier as a small bar; the tiers' own hues. */
function Mix({ name, byTier }: { name: string; byTier: readonly number[] }) {
  const { t } = useTranslation('territories');
  const tiers = usePlan((state) => state.plan?.tiers);
  const parts = byTier
    .map((count, tier) => t('reps.tierPart', { count, tier: tiers?.[tier] ?? num(tier + 1) }))
    .join(', ');
  const text = t('reps.tiersOf', { name, parts });
  return (
    <span className={styles.mix} role="img" aria-label={text} title={parts}>
      {byTier.map(
        (count, tier) =>
          count > 0 && (
            <span key={tierVariable(tier)} style={{ flexGrow: count, background: `var(${tierVariable(tier)})` }} />
          ),
      )}
    </span>
  );
}

/** Every territory with its balance; rows are where accounts are dropped. */
export function RepTable(props: RepTableProps) {
  const { t } = useTranslation('territories');
  const { view, chosen, onChoose, preview, before, over, menuOf } = props;
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(ROOMY);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const roomy = width >= ROOMY;
  const tight = width < TIGHT;
  const { tolerance } = view.balance;
  const reach = reachOf(view.reps, tolerance);
  const hours = (minutes: number) => num(minutes / 60);
  const { unassigned } = view;

  return (
    <div ref={place} className={styles.scroll}>
      <table className={styles.table} aria-label={t('reps.label')}>
        <thead>
          <tr>
            <th scope="col">{t('reps.rep')}</th>
            <th scope="col" className={styles.balanceHead} title={t('reps.balanceTip')}>
              {t('reps.balance')}
            </th>
            <th scope="col" className={styles.right}>
              {t('reps.hours')}
            </th>
            <th scope="col" className={styles.right} title={t('reps.accountsTip')}>
              {t(tight ? 'reps.accountsShort' : 'reps.accounts')}
            </th>
            {!tight && (
              <th scope="col" className={styles.right}>
                {t('reps.potential')}
              </th>
            )}
            {roomy && (
              <th scope="col" className={styles.right}>
                {t('reps.kept')}
              </th>
            )}
            <th scope="col" className={styles.more}>
              <span className="visually-hidden">{t('reps.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {view.reps.map((row) => {
            const { rep } = row;
            const perMille = preview?.get(rep.id) ?? row.deviation;
            const deviation = perMille === null ? null : perMille / 1000;
            const was = preview ? row.deviation : before?.get(rep.id);
            const outside = perMille !== null && Math.abs(perMille) > tolerance;
            const facts = [
              rep.baseCity ?? rep.role,
              rep.shareOfFullTime === 1000 ? null : t('reps.partTime', { share: percent(rep.shareOfFullTime / 1000) }),
            ].filter((fact): fact is string => Boolean(fact));
            return (
              <Line
                key={rep.id}
                place={rep.id}
                chosen={chosen === rep.id}
                over={over === rep.id}
                onChoose={() => onChoose(rep.id)}
              >
                <td className={styles.rep}>
                  <span className={styles.name} title={rep.name}>
                    <span className={styles.nameText}>{rep.name}</span>
                  </span>
                  <span className={styles.facts} title={facts.join(', ')}>
                    {facts.join(', ')}
                  </span>
                </td>
                <td>
                  <div className={styles.balance}>
                    {deviation !== null && (
                      <BalanceBar
                        label={t('reps.balanceOf', { name: rep.name })}
                        deviation={deviation}
                        before={was != null && was / 1000 !== deviation ? was / 1000 : undefined}
                        tolerance={tolerance / 1000}
                        reach={reach}
                      />
                    )}
                    <span className={`${styles.deviation} num ${outside ? styles.outside : ''}`}>
                      {signed(deviation, (each) => percent(each))}
                    </span>
                  </div>
                </td>
                <td
                  className={styles.right}
                  title={t('reps.hoursTip', { hours: hours(row.minutes), capacity: hours(row.capacityMinutes) })}
                >
                  <span className={row.minutes > row.capacityMinutes ? styles.outside : undefined}>
                    {hours(row.minutes)}
                  </span>
                  <span className={styles.facts}>{t('reps.hoursOf', { capacity: hours(row.capacityMinutes) })}</span>
                </td>
                <td className={styles.right}>
                  {num(row.accounts)}
                  <Mix name={rep.name} byTier={row.byTier} />
                </td>
                {!tight && (
                  <td className={styles.right}>
                    <Money minor={row.potential} />
                  </td>
                )}
                {roomy && (
                  <td
                    className={`${styles.right} ${styles.soft}`}
                    title={t('reps.keptTip', { kept: num(row.kept), before: num(row.ownedBefore) })}
                  >
                    {t('reps.keptValue', { kept: num(row.kept), before: num(row.ownedBefore) })}
                  </td>
                )}
                <td className={styles.more}>
                  <Menu
                    trigger={<IconButton label={t('reps.more', { name: rep.name })} icon={<MoreIcon />} />}
                    items={menuOf(row)}
                  />
                </td>
              </Line>
            );
          })}
          <Line place={null} nobody chosen={chosen === null} over={over === null} onChoose={() => onChoose(null)}>
            <td className={styles.rep} colSpan={2}>
              <span className={styles.name}>
                {unassigned.accounts > 0 && <AttentionIcon className={styles.attention} aria-hidden />}
                {t('reps.nobody')}
              </span>
              <span className={styles.facts}>{t('reps.nobodyText')}</span>
            </td>
            <td className={styles.right}>{hours(unassigned.minutes)}</td>
            <td className={styles.right}>{num(unassigned.accounts)}</td>
            {!tight && (
              <td className={styles.right}>
                <Money minor={unassigned.potential} />
              </td>
            )}
            {roomy && <td />}
            <td />
          </Line>
        </tbody>
      </table>
    </div>
  );
}
