import { useTranslation } from 'react-i18next';
import { Dialog, ErrorBar } from '../../components';
import { useQueryCommand } from '../../ipc/cache';
import { useApp } from '../../state/app';
import styles from './Home.module.css';

/** What this is, whose data it shows, and the licences of everything inside. */
export function About({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('home');
  const version = useApp((state) => state.app?.version ?? '');
  const { data, error, again } = useQueryCommand('notices', null);
  return (
    <Dialog open wide title={t('about.title')} onClose={onClose}>
      <div className={styles.about}>
        <p className="num">{t('about.version', { version })}</p>
        <p>{t('about.what')}</p>
        <p>{t('about.geonames')}</p>
        <h3 className={styles.aboutHead}>{t('about.licences')}</h3>
        <ErrorBar error={error} onAgain={again} />
        {/* Scrolled with the arrow keys once it has the focus. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre className={`${styles.notices} selectable`} tabIndex={0} aria-label={t('about.licences')}>
          {data}
        </pre>
      </div>
    </Dialog>
  );
}
