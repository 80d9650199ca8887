import { useTranslation } from 'react-i18next';
import { Button, CloseIcon, IconButton, ImportIcon, OpenIcon, SampleIcon, WorkbookIcon } from '../../components';
import { runCommand } from '../../commands/registry';
import type { RecentPlan } from '../../ipc/bindings';
import { useApp } from '../../state/app';
import { day } from '../../format/dates';
import { forget, openPlanFile, planName } from './files';
import styles from './Start.module.css';

/** The first thing a person sees: hand over the list, or go on where one was. */
export function Start() {
  const { t } = useTranslation('home');
  const recent = useApp((state) => state.app?.recent ?? []);
  return (
    <div className={styles.start}>
      <div className={styles.column}>
        <header className={styles.hello}>
          <h1 className={styles.title}>{t('start.title')}</h1>
          <p className={styles.lead}>{t('start.lead')}</p>
        </header>
        <div className={styles.drop}>
          <span className={styles.picture} aria-hidden>
            <WorkbookIcon />
          </span>
          <p className={styles.dropText}>
            <strong>{t('start.drop')}</strong>
            <span>{t('start.dropKinds')}</span>
          </p>
          <Button look="primary" icon={<ImportIcon />} onClick={() => runCommand('file.import')}>
            {t('start.import')}
          </Button>
        </div>
        <div className={styles.ways}>
          <button type="button" className={styles.way} onClick={() => runCommand('file.sample')}>
            <SampleIcon aria-hidden />
            <span>
              <strong>{t('start.sample')}</strong>
              <span>{t('start.sampleText')}</span>
            </span>
          </button>
          <button type="button" className={styles.way} onClick={() => runCommand('file.open')}>
            <OpenIcon aria-hidden />
            <span>
              <strong>{t('start.open')}</strong>
              <span>{t('start.openText')}</span>
            </span>
          </button>
        </div>
        {recent.length > 0 && (
          <section className={styles.recent} aria-labelledby="recent-plans">
            <h2 id="recent-plans" className={styles.recentHead}>
              {t('start.recent')}
            </h2>
            <ul>
              {recent.map((each) => (
                <Recent key={each.file.token} recent={each} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </div>
  );
}

function Recent({ recent: { file, missing, openedOn } }: { recent: RecentPlan }) {
  const { t } = useTranslation('home');
  const name = planName(file);
  return (
    <li className={styles.plan}>
      <button type="button" className={styles.planOpen} disabled={missing} onClick={() => void openPlanFile(file)}>
        <span className={styles.planName}>{name}</span>
        <span className={styles.planWhere}>{missing ? t('start.missing', { folder: file.folder }) : file.folder}</span>
        <span className={`${styles.planWhen} num`}>{day(openedOn)}</span>
      </button>
      <IconButton label={t('start.forget', { name })} icon={<CloseIcon />} onClick={() => void forget(file)} />
    </li>
  );
}
