import { useTranslation } from 'react-i18next';
import { MessageBar, NumberInput, OpenFigure, PercentInput, Select } from '../../../components';
import { day } from '../../../format/dates';
import { num } from '../../../format/figures';
import type { HeldReason, MovePeriodView, SteadinessEdit, SteadinessView } from '../../../ipc/bindings';
import type { Changing } from '../../../ipc/cache';
import { openAccounts } from '../../../state/open';
import styles from './Scenarios.module.css';

export interface HeldProps {
  steady: SteadinessView;
  changing: Changing;
  disabled: boolean;
}

/** What a choice calls the limit that counts until tiers are agreed on anew. */
const IN_ALL = 'inAll';
const RHYTHMS: readonly (MovePeriodView | typeof IN_ALL)[] = [IN_ALL, 'month', 'quarter', 'year'];

/** What keeps accounts in the tiers that were agreed on, and whom it keeps. */
export function Held({ steady, changing, disabled }: HeldProps) {
  const { t } = useTranslation('model');
  const { margin, mostMoves, period, movedBefore, allowed } = steady;
  const set = (part: Partial<SteadinessEdit>) =>
    void changing.change('set_steadiness', { margin, mostMoves, period, ...part });
  const held: [HeldReason, number][] = [
    ['margin', steady.heldByMargin],
    ['limit', steady.heldByLimit],
    ['noScore', steady.heldWithoutScore],
  ];
  const some = held.filter(([, count]) => count > 0);
  return (
    <section className={styles.held} aria-label={t('scenarios.held')}>
      <h2 className={styles.title}>{t('scenarios.held')}</h2>
      <p className={styles.soft}>{t('scenarios.heldText', { day: day(steady.agreedOn) })}</p>
      {steady.problem !== null && <MessageBar mood="warning">{steady.problem}</MessageBar>}
      <div className={styles.rules}>
        <NumberInput
          label={t('scenarios.margin')}
          unit={t('scenarios.points')}
          digits={1}
          min={0}
          max={50}
          step={0.5}
          disabled={disabled}
          value={margin / 10}
          onCommit={(value) => value !== null && set({ margin: Math.round(value * 10) })}
        />
        <PercentInput
          label={t('scenarios.limit')}
          unit={mostMoves === null ? undefined : '%'}
          min={0}
          max={1}
          allowEmpty
          placeholder={t('scenarios.noLimit')}
          disabled={disabled}
          value={mostMoves === null ? null : mostMoves / 1000}
          onCommit={(value) => set({ mostMoves: value === null ? null : Math.round(value * 1000) })}
        />
        <Select<MovePeriodView | typeof IN_ALL>
          label={t('scenarios.rhythm')}
          value={period ?? IN_ALL}
          disabled={disabled || mostMoves === null}
          choices={RHYTHMS.map((value) => ({ value, label: t(`scenarios.rhythms.${value}`) }))}
          onChange={(value) => set({ period: value === IN_ALL ? null : value })}
        />
        <ul className={styles.reasons}>
          {some.length === 0 && <li className={styles.soft}>{t('scenarios.nobodyHeld')}</li>}
          {some.map(([by, count]) => (
            <li key={by}>
              <OpenFigure
                label={t(`scenarios.openHeld.${by}`, { count, shown: num(count) })}
                onOpen={() => openAccounts({ kind: 'held', by })}
              >
                {num(count)}
              </OpenFigure>{' '}
              {t(`scenarios.heldBy.${by}`, { count })}
            </li>
          ))}
          {allowed !== null && (
            <li className={styles.soft}>
              {period === null && t('scenarios.allowed', { count: allowed, shown: num(allowed) })}
              {period !== null && t(`scenarios.allowedNow.${period}`, { count: allowed, shown: num(allowed) })}
              {movedBefore > 0 && t('scenarios.movedBefore', { count: movedBefore, shown: num(movedBefore) })}
            </li>
          )}
        </ul>
      </div>
    </section>
  );
}
