import { useTranslation } from 'react-i18next';
import { Money } from '../../components';
import { num, percent, shareOf } from '../../format/figures';
import type { BucketView } from '../../ipc/bindings';
import { openAccounts } from '../../state/open';
import { BUCKET_COLORS } from './measures';
import styles from './Opportunity.module.css';

/** The whole potential as one bar and, under it, its four parts in words. Each part opens its accounts. */
export function Buckets({ buckets, total }: { buckets: readonly BucketView[]; total: number | null }) {
  const { t } = useTranslation('opportunity');
  const open = ({ bucket }: BucketView) => openAccounts({ kind: 'bucket', bucket });
  return (
    <div>
      <div className={styles.whole} aria-hidden>
        {buckets
          .filter((each) => (each.amount ?? 0) > 0)
          .map((each) => (
            <button
              key={each.bucket}
              type="button"
              tabIndex={-1}
              className={styles.part}
              style={{ flexGrow: shareOf(each.amount, total) ?? 0, background: `var(${BUCKET_COLORS[each.bucket]})` }}
              title={`${t(`buckets.${each.bucket}`)}: ${percent(shareOf(each.amount, total), 1)}`}
              onClick={() => open(each)}
            />
          ))}
      </div>
      <ul className={styles.buckets} aria-label={t('barLabel')}>
        {buckets.map((each) => {
          const name = t(`buckets.${each.bucket}`);
          return (
            <li key={each.bucket}>
              <button
                type="button"
                className={styles.bucket}
                title={t('openBucket', { bucket: name, count: each.accounts, shown: num(each.accounts) })}
                disabled={each.accounts === 0}
                onClick={() => open(each)}
              >
                <span className={styles.bucketName}>
                  <span
                    className={styles.swatch}
                    style={{ background: `var(${BUCKET_COLORS[each.bucket]})` }}
                    aria-hidden
                  />
                  {name}
                </span>
                <span className={styles.bucketAmount}>
                  <Money minor={each.amount} />
                </span>
                <span className={styles.bucketText}>{each.sentence}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
