import { useTranslation } from 'react-i18next';
import { Button, Section, ShareBar, TierBadge } from '../../components';
import { percent } from '../../format/figures';
import type { AccountDetail } from '../../ipc/bindings';
import styles from './Trust.module.css';

/** A share of trials per mille. What is not all of them never reads as all, nor what is not none as none. */
export function shareText(perMille: number): string {
  const share = perMille / 1000;
  if (perMille > 0 && perMille < 10) return percent(share, 1);
  return percent(perMille > 990 && perMille < 1000 ? 0.99 : share);
}

export interface TrustProps {
  detail: AccountDetail;
  nameOf: (tier: number | null) => string;
  /** Tests the model. */
  onTest: () => void;
}

/** How far an account's tier can be trusted, and what would lift it into the next better one. */
export function Trust({ detail, nameOf, onTest }: TrustProps) {
  const { t } = useTranslation('accounts');
  const { firmness, untested, lifts, liftsTo } = detail;
  return (
    <>
      {untested && (
        <Section title={t('trust.title')}>
          <div className={styles.untested}>
            <span className={styles.soft}>{t('trust.untested')}</span>
            <Button small onClick={onTest}>
              {t('trust.test')}
            </Button>
          </div>
        </Section>
      )}
      {firmness && (
        <Section title={t('trust.title')}>
          <div className={styles.bars}>
            <Share label={t('trust.shaken')} share={firmness.keeps} />
            <Share label={t('trust.any')} share={firmness.any} />
          </div>
          <p className={styles.soft}>
            {firmness.keeps === 1000
              ? t('trust.firm')
              : t(firmness.onFence ? 'trust.fence' : 'trust.nearly', {
                  other: nameOf(firmness.other),
                  share: shareText(firmness.otherShare),
                })}
          </p>
        </Section>
      )}
      {liftsTo !== null && (
        <Section title={t('trust.lift', { tier: nameOf(liftsTo) })}>
          {lifts.length === 0 && <p className={styles.soft}>{t('trust.noLift')}</p>}
          {lifts.length > 0 && (
            <ul className={styles.lifts}>
              {lifts.map((sentence) => (
                <li key={sentence} className="selectable">
                  {sentence}
                </li>
              ))}
            </ul>
          )}
          {lifts.length > 1 && <p className={styles.soft}>{t('trust.anyOf')}</p>}
        </Section>
      )}
    </>
  );
}

/** A share of trials as a bar with its figure. */
export function Share({ label, share }: { label?: string; share: number }) {
  return (
    <div className={styles.share}>
      {label && <span className={styles.label}>{label}</span>}
      <ShareBar ratio={share / 1000} />
      <span className={`${styles.figure} num`}>{shareText(share)}</span>
    </div>
  );
}

/** The tier an account has instead, and how often. */
export function Otherwise({ tier, name, share }: { tier: number; name: string; share: number }) {
  return (
    <span className={styles.otherwise}>
      <TierBadge tier={tier} name={name} bare small />
      <span className="num">{shareText(share)}</span>
    </span>
  );
}
