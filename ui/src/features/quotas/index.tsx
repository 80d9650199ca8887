/** Is every number fair and reachable? The company target, and how it is shared out among the reps. */
import { useTranslation } from 'react-i18next';
import { Button, EmptyState, ErrorBar, MessageBar, Page, PageHeader, QuotasIcon } from '../../components';
import { compactMoney, num } from '../../format/figures';
import type { QuotasView } from '../../ipc/bindings';
import { useChange, useQueryCommand } from '../../ipc/cache';
import { useLive } from '../../ipc/useLive';
import { useLiveSettings } from '../../ipc/useLiveSettings';
import { usePlan, usePlanCurrency } from '../../state/plan';
import { useWindow } from '../../state/window';
import { PotentialGap } from '../opportunity/PotentialGap';
import { QuotaTable } from './QuotaTable';
import { Settings } from './Settings';
import { Way } from './Way';

/** The answer in the title. */
function useTitle(view: QuotasView | undefined): string {
  const { t } = useTranslation('quotas');
  const currency = usePlanCurrency();
  if (!view) return t('title');
  if (view.settings.target === null) return t('titleNoTarget');
  if (view.street === null) return t('title');
  const carrying = view.rows.filter((row) => row.quota !== null).length;
  const flagged = view.rows.filter((row) => row.flags.length > 0).length;
  if (flagged > 0) return t('titleFlags', { count: flagged, shown: num(flagged), all: num(carrying) });
  return t('titleFine', { count: carrying, shown: num(carrying), street: compactMoney(view.street, currency) });
}

export default function Quotas() {
  const { t } = useTranslation(['quotas', 'frame']);
  const readOnly = usePlan((state) => state.plan?.readOnly ?? false);
  const go = useWindow((state) => state.go);
  const { data, stale, error, again } = useQueryCommand('quotas', null);
  const preview = useLive('preview_quotas');
  const { change, error: refused, clearError } = useChange();
  const live = useLiveSettings({
    saved: data?.settings,
    fresh: !stale,
    ask: preview.ask,
    clear: preview.clear,
    save: (settings) => change('set_quotas', settings),
  });
  const view = (live.moving ? preview.data : null) ?? data;
  const title = useTitle(view);
  const question = t('frame:questions.quotas');

  if (data && data.rows.length === 0) {
    return (
      <Page fill header={<PageHeader question={question} title={t('title')} />}>
        <EmptyState
          icon={<QuotasIcon />}
          title={t('empty.title')}
          actions={
            <Button look="primary" onClick={() => go('territories')}>
              {t('empty.action')}
            </Button>
          }
        >
          {t('empty.text')}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page header={<PageHeader question={question} title={title} />}>
      <ErrorBar error={error} onAgain={again} />
      <ErrorBar error={refused} onDismiss={clearError} />
      {view && data && (
        <>
          <Settings live={live} saved={data.settings} readOnly={readOnly} />
          {view.problem && view.settings.target !== null && <MessageBar mood="warning">{view.problem}</MessageBar>}
          <PotentialGap gap={view.potentialGap} />
          {view.street !== null && <Way view={view} />}
          <QuotaTable
            view={view}
            readOnly={readOnly}
            onRule={(rep, rule) => void change('set_rep_quota', { rep, rule })}
          />
        </>
      )}
    </Page>
  );
}
