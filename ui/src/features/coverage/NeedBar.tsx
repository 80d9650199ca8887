import { useTranslation } from 'react-i18next';
import { TierBadge, tierVariable } from '../../components';
import { num, percent } from '../../format/figures';
import type { CoverageView } from '../../ipc/bindings';
import { onOneScale } from './settings';
import styles from './Coverage.module.css';

const hours = (minutes: number) => num(minutes / 60);

/** The year's work, tier after tier, against what the team can do. What goes beyond is hatched. */
export function NeedBar({ view }: { view: CoverageView }) {
  const { t } = useTranslation('coverage');
  const { parts, capacity } = onOneScale(
    view.tiers.map((tier) => tier.minutes),
    view.capacityMinutes,
  );
  const need = parts.reduce((sum, part) => sum + part.width, 0);
  const staffed = view.repsPresent !== null;
  const spoken = [
    t('bar.label'),
    ...view.tiers.map((tier) => `${tier.name} ${hours(tier.minutes)} h`),
    staffed ? t('bar.capacity', { hours: hours(view.capacityMinutes) }) : t('bar.capacityNone'),
  ].join('. ');
  return (
    <div className={styles.need} role="img" aria-label={spoken}>
      <div className={styles.needTrack}>
        {view.tiers.map((tier, at) => {
          const part = parts[at];
          if (!part || part.width === 0) return null;
          return (
            <div
              key={tier.tier}
              className={styles.needPart}
              style={{
                left: `${part.from * 100}%`,
                width: `${part.width * 100}%`,
                background: `var(${tierVariable(tier.tier)})`,
              }}
              title={`${tier.name}: ${hours(tier.minutes)} h`}
            />
          );
        })}
        {staffed && need > capacity && (
          <div className={styles.beyond} style={{ left: `${capacity * 100}%`, width: `${(need - capacity) * 100}%` }} />
        )}
        {staffed && <div className={styles.capacity} style={{ left: `${capacity * 100}%` }} />}
      </div>
      <div className={styles.needNames} aria-hidden>
        <span className={styles.needKeys}>
          {view.tiers.map((tier) => (
            <span key={tier.tier} className={styles.needKey}>
              <TierBadge tier={tier.tier} name={tier.name} small />
              <span className="num">{percent(view.minutes > 0 ? tier.minutes / view.minutes : null)}</span>
            </span>
          ))}
        </span>
        {staffed && (
          <span
            className={`${styles.capacityName} ${capacity > 0.5 ? styles.capacityLeft : ''}`}
            style={capacity > 0.5 ? { right: `${(1 - capacity) * 100}%` } : { left: `${capacity * 100}%` }}
          >
            {t('bar.capacity', { hours: hours(view.capacityMinutes) })}
          </span>
        )}
      </div>
    </div>
  );
}
