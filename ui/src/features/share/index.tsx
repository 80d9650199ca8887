/** What do I send? The leadership workbook: what it holds, what is still open, and the way to export it. */
import { useTranslation } from 'react-i18next';
import {
  AttentionIcon,
  Button,
  DoneIcon,
  EmptyStep,
  ErrorBar,
  Note,
  Page,
  PageHeader,
  Section,
  ShareIcon,
  WorkbookIcon,
} from '../../components';
import { runCommand } from '../../commands/registry';
import { num } from '../../format/figures';
import type { ShareGap, ShareSheet } from '../../ipc/bindings';
import { useQueryCommand } from '../../ipc/cache';
import { usePlan } from '../../state/plan';
import { useWindow } from '../../state/window';
import { sizeOf } from './size';
import { clearExportError, showExported, useExport } from './exporting';
import styles from './Share.module.css';

function Sheets({ sheets, name }: { sheets: readonly ShareSheet[]; name: string }) {
  const { t } = useTranslation('share');
  return (
    <Section title={t('sheets.title')} note={t('sheets.note', { name })}>
      <ol className={styles.sheets} aria-label={t('sheets.label')}>
        {sheets.map((sheet) => (
          <li key={sheet.name} className={styles.sheet}>
            <span className={styles.sheetName}>{sheet.name}</span>
            <span className={styles.sheetText}>{sheet.sentence}</span>
            <span className={`${styles.sheetRows} num`}>
              {sheet.rows !== null && t('sheets.rows', { count: sheet.rows, shown: num(sheet.rows) })}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Gaps({ gaps }: { gaps: readonly ShareGap[] }) {
  const { t } = useTranslation(['share', 'frame']);
  const go = useWindow((state) => state.go);
  return (
    <Section title={t('gaps.title')} note={gaps.length > 0 ? t('gaps.note') : undefined}>
      <ul className={styles.gaps}>
        {gaps.map((gap) => (
          <li key={`${gap.step} ${gap.sentence}`} className={styles.gap}>
            <AttentionIcon className={styles.attention} aria-hidden />
            <span className={styles.gapText}>{gap.sentence}</span>
            <Button small onClick={() => go(gap.step)}>
              {t('gaps.go', { step: t(`frame:steps.${gap.step}`) })}
            </Button>
          </li>
        ))}
        {gaps.length === 0 && (
          <li className={styles.gap}>
            <DoneIcon className={styles.fine} aria-hidden />
            <span className={styles.gapText}>{t('gaps.none')}</span>
          </li>
        )}
      </ul>
    </Section>
  );
}

export default function Share() {
  const { t } = useTranslation(['share', 'frame']);
  const accounts = usePlan((state) => state.plan?.accounts ?? 0);
  const { data, error, again } = useQueryCommand('share', null, { enabled: accounts > 0 });
  const file = usePlan((state) => state.plan?.file.token);
  const out = useExport();
  const done = out.done && out.done.plan === file ? out.done.exported : null;

  if (accounts === 0) {
    return (
      <EmptyStep
        step="share"
        title={t('title')}
        icon={<ShareIcon />}
        texts={{ title: t('empty.title'), text: t('empty.text'), action: t('empty.action') }}
      />
    );
  }

  const open = data?.gaps.length ?? 0;
  const title = !data ? t('title') : open > 0 ? t('titleGaps', { count: open, shown: num(open) }) : t('titleReady');
  const size = done && sizeOf(done.bytes);
  return (
    <Page
      header={
        <PageHeader
          question={t('frame:questions.share')}
          title={title}
          actions={
            <Button look="primary" icon={<WorkbookIcon />} busy={out.busy} onClick={() => runCommand('file.export')}>
              {t('export')}
            </Button>
          }
        />
      }
    >
      <ErrorBar error={error} onAgain={again} />
      <ErrorBar error={out.error} onDismiss={clearExportError} />
      {done && size && (
        <Note
          done
          action={
            <>
              <Button small onClick={() => showExported(done, 'open_exported')}>
                {t('done.open')}
              </Button>
              <Button small onClick={() => showExported(done, 'reveal_exported')}>
                {t('done.reveal')}
              </Button>
            </>
          }
        >
          {t('done.text', {
            name: done.file.name,
            folder: done.file.folder,
            sheets: num(data?.sheets.length ?? 0),
            size: t(`size.${size.unit}`, { shown: num(size.value, size.unit === 'mb' ? 1 : 0) }),
          })}
        </Note>
      )}
      {data && (
        <>
          <Gaps gaps={data.gaps} />
          <Sheets sheets={data.sheets} name={data.suggestedName} />
        </>
      )}
    </Page>
  );
}
