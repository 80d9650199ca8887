import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Money, Num, NumberInput, OpenFigure, PercentInput, TierBadge } from '../../components';
import { num, signed, sumKnown } from '../../format/figures';
import type { CutView, ModelLive, Segment } from '../../ipc/bindings';
import { givenTo, withGiven } from './cuts';
import styles from './TierResults.module.css';

export interface TierResultsProps {
  live: ModelLive;
  saved: ModelLive;
  trying: boolean;
  cut: CutView;
  disabled: boolean;
  onCut: (cut: CutView) => void;
  onOpen: (segment: Segment) => void;
}

/** What a tier is given by the rule in force, to be typed. */
const Given = memo(function Given(props: {
  cut: CutView;
  tier: number;
  name: string;
  disabled: boolean;
  onCut: (cut: CutView) => void;
}) {
  const { t } = useTranslation('model');
  const { cut, tier } = props;
  const given = givenTo(cut, tier);
  if (given === null) return <span className={styles.rest}>{t('results.rest')}</span>;
  if (cut.kind === 'breaks') return <span className="num">{num(Math.min(1000, given) / 10, 1, true)}</span>;
  const common = {
    label: t(`results.given.${cut.kind}`, { name: props.name }),
    hideLabel: true,
    small: true,
    min: 0,
    disabled: props.disabled,
  };
  const take = (value: number) => props.onCut(withGiven(cut, tier, value));
  if (cut.kind === 'hours') {
    const onCommit = (value: number | null) => value !== null && take(Math.round(value));
    return <NumberInput {...common} unit={t('results.hourUnit')} value={given} onCommit={onCommit} />;
  }
  if (cut.kind === 'count') {
    return <NumberInput {...common} value={given} onCommit={(value) => value !== null && take(Math.round(value))} />;
  }
  if (cut.kind === 'score') {
    const onCommit = (value: number | null) => value !== null && take(Math.round(value * 10));
    return <NumberInput {...common} max={100} digits={1} value={given / 10} onCommit={onCommit} />;
  }
  const onCommit = (value: number | null) => value !== null && take(Math.round(value * 1000));
  return <PercentInput {...common} max={1} value={given / 1000} onCommit={onCommit} />;
});

/** Tiers as they come out: how many accounts, what they are worth and what they cost. */
export const TierResults = memo(function TierResults({
  live,
  saved,
  trying,
  cut,
  disabled,
  onCut,
  onOpen,
}: TierResultsProps) {
  const { t } = useTranslation('model');
  const sum = (pick: (tier: (typeof live.tiers)[number]) => number | null) => sumKnown(live.tiers.map(pick));
  const hours = (minutes: number) => Math.round(minutes / 60);
  return (
    <table className={styles.table} aria-label={t('results.label')}>
      <thead>
        <tr>
          <th scope="col">{t('results.tier')}</th>
          <th scope="col">{t(`results.head.${cut.kind}`)}</th>
          <th scope="col">{t('results.accounts')}</th>
          <td className={styles.change} />
          <th scope="col">{t('results.potential')}</th>
          <th scope="col" className={styles.revenue}>
            {t('results.revenue')}
          </th>
          <th scope="col" className={styles.hours}>
            {t('results.hours')}
          </th>
        </tr>
      </thead>
      <tbody>
        {live.tiers.map((tier, index) => {
          const change = tier.accounts - (saved.tiers[index]?.accounts ?? 0);
          return (
            <tr key={tier.tier}>
              <th scope="row">
                <TierBadge tier={tier.tier} name={tier.name} small />
              </th>
              <td>
                <Given cut={cut} tier={index} name={tier.name} disabled={disabled} onCut={onCut} />
              </td>
              <td>
                <OpenFigure onOpen={() => onOpen({ kind: 'tier', tier: tier.tier })}>
                  <Num value={tier.accounts} />
                </OpenFigure>
              </td>
              <td className={`${styles.change} num`}>
                {trying && change !== 0 ? signed(change, (value) => num(value)) : null}
              </td>
              <td>
                <Money minor={tier.potential} />
              </td>
              <td className={styles.revenue}>
                <Money minor={tier.currentRevenue} />
              </td>
              <td className={styles.hours}>
                <Num value={hours(tier.minutes)} />
              </td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {t('results.all')}
          </th>
          <td>
            <Num value={sum((tier) => tier.accounts)} />
          </td>
          <td />
          <td>
            <Money minor={sum((tier) => tier.potential)} />
          </td>
          <td className={styles.revenue}>
            <Money minor={sum((tier) => tier.currentRevenue)} />
          </td>
          <td className={styles.hours}>
            <Num value={hours(sum((tier) => tier.minutes) ?? 0)} />
          </td>
        </tr>
        {live.unscored + live.held + live.excluded > 0 && (
          <tr>
            <td colSpan={7} className={styles.beside}>
              {live.unscored > 0 && (
                <OpenFigure onOpen={() => onOpen({ kind: 'unscored' })}>
                  {t('results.unscored', { count: live.unscored, shown: num(live.unscored) })}
                </OpenFigure>
              )}
              {live.held > 0 && (
                <OpenFigure onOpen={() => onOpen({ kind: 'held', by: null })}>
                  {t('results.held', { count: live.held, shown: num(live.held) })}
                </OpenFigure>
              )}
              {live.excluded > 0 && (
                <OpenFigure onOpen={() => onOpen({ kind: 'tier', tier: null })}>
                  {t('results.excluded', { count: live.excluded, shown: num(live.excluded) })}
                </OpenFigure>
              )}
            </td>
          </tr>
        )}
      </tfoot>
    </table>
  );
});
