import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { tierVariable, type TierMark } from './tiers';
import styles from './TierBadge.module.css';

export interface TierBadgeProps {
  tier: TierMark;
  /** The tier's name in this plan; "Tier 1" when left out. */
  name?: string;
  /** Only the mark; the name is still read aloud. */
  bare?: boolean;
  small?: boolean;
}

/** A tier: its hue, its numeral and its name. The hue is never alone. */
export function TierBadge({ tier, name, bare, small }: TierBadgeProps) {
  const { t } = useTranslation('components');
  const excluded = tier === 'excluded';
  const title = name ?? (excluded ? t('tier.excluded') : t('tier.numbered', { number: tier + 1 }));
  const hues = {
    '--tier': `var(${tierVariable(tier)})`,
    '--tier-ink': `var(${tierVariable(tier, '-ink')})`,
  } as CSSProperties;
  const className = [styles.badge, small && styles.small, excluded && styles.excluded].filter(Boolean).join(' ');
  return (
    <span className={className} style={hues} title={bare ? title : undefined}>
      <span className={styles.mark} data-drawn aria-hidden>
        {excluded ? t('tier.excludedLetter') : tier + 1}
      </span>
      <span className={bare ? 'visually-hidden' : undefined}>{title}</span>
    </span>
  );
}
