/** Is every number fair and reachable? The company target, and how it is shared out among the reps. */
import { useTranslation } from 'react-i18next';
import { EmptyStep, ErrorBar, MessageBar, Page, PageHeader, QuotasIcon } from '../../components';
import { compactMoney, num } from '../../format/figures';
import type { QuotasView } from '../../ipc/bindings';
import { useLiveStep } from '../../ipc/useLiveStep';
import { usePlan, usePlanCurrency } from '../../state/plan';
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
  const { query, view, live, changing } = useLiveStep('quotas');
  const { data } = query;
  const title = useTitle(view);

  if (data && data.rows.length === 0) {
    return (
      <EmptyStep
        step="quotas"
        title={t('title')}
        icon={<QuotasIcon />}
        texts={{ title: t('empty.title'), text: t('empty.text'), action: t('empty.action') }}
        first="territories"
      />
    );
  }
  return (
    <Page header={<PageHeader question={t('frame:questions.quotas')} title={title} />}>
      <ErrorBar error={query.error} onAgain={query.again} />
      <ErrorBar error={changing.error} onDismiss={changing.clearError} />
      {view && data && (
        <>
          <Settings live={live} saved={data.settings} readOnly={readOnly} />
          {view.problem && view.settings.target !== null && <MessageBar mood="warning">{view.problem}</MessageBar>}
          <PotentialGap gap={view.potentialGap} />
          {view.street !== null && <Way view={view} />}
          <QuotaTable
            view={view}
            readOnly={readOnly}
            onRule={(rep, rule) => void changing.change('set_rep_quota', { rep, rule })}
          />
        </>
      )}
    </Page>
  );
}
