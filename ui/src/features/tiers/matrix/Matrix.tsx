import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ArrowLeftIcon,
  Button,
  EmptyState,
  ErrorBar,
  OpenFigure,
  Page,
  PageHeader,
  Select,
  TiersIcon,
  announce,
} from '../../../components';
import { num } from '../../../format/figures';
import type { MatrixDraft, MatrixView, MeasureView } from '../../../ipc/bindings';
import { useChange, useQueryCommand } from '../../../ipc/cache';
import { openAccounts } from '../../../state/open';
import { usePlan } from '../../../state/plan';
import { useWindow } from '../../../state/window';
import { Cells } from './Cells';
import styles from './Matrix.module.css';
import { Plot } from './Plot';

const MEASURES: readonly MeasureView[] = ['fit', 'engagement', 'score', 'value', 'potential'];
/**
 * What is shown in place of a pair that says nothing, up and across, the most telling first. Fit and score are none: where
 * nothing else is known they are the same.
 */
const PAIRS: readonly (readonly [MeasureView, MeasureView])[] = [
  ['value', 'potential'],
  ['fit', 'engagement'],
  ['score', 'potential'],
  ['score', 'value'],
];

/** Where do accounts stand by two measures at once, such as value and potential? */
export function Matrix({ onBack }: { onBack: () => void }) {
  const { data, error, again } = useQueryCommand('matrix', null);
  const { t } = useTranslation(['tiers', 'frame']);
  if (data) return <Loaded saved={data} onBack={onBack} />;
  return (
    <Page fill header={<PageHeader question={t('frame:questions.tiers')} title={t('tiers:matrix.name')} />}>
      <ErrorBar error={error} onAgain={again} />
    </Page>
  );
}

function Loaded({ saved, onBack }: { saved: MatrixView; onBack: () => void }) {
  const { t } = useTranslation(['tiers', 'frame']);
  const readOnly = usePlan((state) => state.plan?.readOnly ?? true);
  const { change, error, clearError } = useChange();
  const go = useWindow((state) => state.go);
  // While a break is moved; what it would give comes from the backend all the time.
  const [trying, setTrying] = useState<MatrixDraft | null>(null);
  const draft = trying ?? saved.draft;
  const preview = useQueryCommand('preview_matrix', draft);
  const view = trying ? (preview.data ?? saved) : saved;
  // What was sent to be kept stays in sight until it comes back as kept: what is chosen meanwhile builds on it.
  const [sent, setSent] = useState<MatrixDraft | null>(null);
  if (sent && JSON.stringify(sent) === JSON.stringify(saved.draft)) {
    setSent(null);
    setTrying((last) => (last === sent ? null : last));
  }
  const keep = async (next: MatrixDraft) => {
    setTrying(next);
    setSent(next);
    if (await change('set_matrix', next)) return;
    setSent(null);
    setTrying(null);
  };
  const measure = (part: Partial<MatrixDraft>) => void keep({ ...draft, ...part });
  const nameOf = (of: MeasureView) => t(`tiers:matrix.measure.${of}`);
  const sought = view.cells[2][0];
  // Breaks of nothing would read as amounts of nothing.
  const nobody = view.cells.flat().every(({ accounts }) => accounts === 0);
  const inTitle = {
    across: t(`tiers:matrix.inTitle.${saved.draft.across}`),
    up: t(`tiers:matrix.inTitle.${saved.draft.up}`),
  };
  const choices = (other: MeasureView) =>
    MEASURES.filter((each) => each !== other).map((value) => ({
      value,
      label: saved.known.includes(value) ? nameOf(value) : t('tiers:matrix.notKnown', { measure: nameOf(value) }),
    }));
  const instead = PAIRS.find((pair) => pair.every((each) => saved.known.includes(each)));
  return (
    <Page
      header={
        <PageHeader
          question={t('tiers:matrix.question')}
          title={
            nobody
              ? t('tiers:matrix.titleNone', inTitle)
              : t('tiers:matrix.title', { ...inTitle, count: sought.accounts, shown: num(sought.accounts) })
          }
          actions={
            <>
              <Select<MeasureView>
                label={t('tiers:matrix.up')}
                small
                value={draft.up}
                disabled={readOnly}
                choices={choices(draft.across)}
                onChange={(up) => measure({ up, upBreaks: null })}
              />
              <Select<MeasureView>
                label={t('tiers:matrix.across')}
                small
                value={draft.across}
                disabled={readOnly}
                choices={choices(draft.up)}
                onChange={(across) => measure({ across, acrossBreaks: null })}
              />
              <Button icon={<ArrowLeftIcon />} onClick={onBack}>
                {t('tiers:matrix.back')}
              </Button>
            </>
          }
        />
      }
    >
      <ErrorBar error={error ?? preview.error} onDismiss={error ? clearError : undefined} />
      {nobody ? (
        <EmptyState
          icon={<TiersIcon />}
          title={t('tiers:matrix.none')}
          actions={
            instead ? (
              <Button
                look="primary"
                disabled={readOnly}
                onClick={() => measure({ up: instead[0], across: instead[1], upBreaks: null, acrossBreaks: null })}
              >
                {t('tiers:matrix.instead', {
                  up: t(`tiers:matrix.inTitle.${instead[0]}`),
                  across: t(`tiers:matrix.inTitle.${instead[1]}`),
                })}
              </Button>
            ) : (
              <Button onClick={() => go('model')}>{t('tiers:matrix.toModel')}</Button>
            )
          }
        >
          {t(instead ? 'tiers:matrix.noneText' : 'tiers:matrix.noPairText')}
        </EmptyState>
      ) : (
        <div className={styles.pair}>
          <Plot
            view={view}
            draft={draft}
            trying={trying !== null}
            disabled={readOnly}
            names={{ across: nameOf(saved.draft.across), up: nameOf(saved.draft.up) }}
            onMove={setTrying}
            onSettle={() => trying && void keep(trying)}
            onCancel={() => {
              setTrying(null);
              announce(t('tiers:putBack'));
            }}
          />
          <div className={styles.side}>
            <Cells view={view} names={{ across: nameOf(saved.draft.across), up: nameOf(saved.draft.up) }} />
            <p className={styles.soft}>
              {t('tiers:matrix.hint')}{' '}
              {(saved.draft.up === 'value' || saved.draft.across === 'value') && t('tiers:matrix.prospects')}
            </p>
            {view.unknown > 0 && (
              <p className={styles.soft}>
                <OpenFigure
                  label={t('tiers:matrix.openUnknown', { count: view.unknown, shown: num(view.unknown) })}
                  onOpen={() => openAccounts({ kind: 'matrixUnknown' })}
                >
                  {num(view.unknown)}
                </OpenFigure>{' '}
                {t('tiers:matrix.unknown', { count: view.unknown })}
              </p>
            )}
            {(saved.draft.acrossBreaks !== null || saved.draft.upBreaks !== null) && (
              <div>
                <Button small disabled={readOnly} onClick={() => measure({ acrossBreaks: null, upBreaks: null })}>
                  {t('tiers:matrix.suggested')}
                </Button>
              </div>
            )}
          </div>
        </div>
      )}
    </Page>
  );
}
