import { useTranslation } from 'react-i18next';
import styles from './PartialMark.module.css';

/** Before a score that could be another one, because values that have weight are missing. */
export function PartialMark() {
  const { t } = useTranslation('components');
  return (
    <span className={styles.mark} title={t('partial.text')}>
      <span aria-hidden>{t('partial.mark')}</span>
      <span className="visually-hidden">{t('partial.text')}</span>
    </span>
  );
}
