/** Where is the money? The potential, its four buckets, the tiers they lie in, and where the figures come from. */
import { useTranslation } from 'react-i18next';
import {
  Button,
  EmptyState,
  EmptyStep,
  ErrorBar,
  Money,
  OpportunityIcon,
  Page,
  PageHeader,
  StatFigure,
  Tabs,
} from '../../components';
import { compactMoney, num, percent, shareOf } from '../../format/figures';
import { useChange, useQueryCommand } from '../../ipc/cache';
import { usePlan, usePlanCurrency } from '../../state/plan';
import { openAccounts } from '../../state/open';
import { useWindow } from '../../state/window';
import { PEERS, peerOf, type Peer } from './measures';
import { Buckets } from './Buckets';
import { ByTier } from './ByTier';
import { PotentialGap } from './PotentialGap';
import { Products } from './Products';
import { Flags, Sources } from './Sources';
import styles from './Opportunity.module.css';

export default function Opportunity() {
  const { t } = useTranslation(['opportunity', 'frame']);
  const accounts = usePlan((state) => state.plan?.accounts ?? 0);
  const readOnly = usePlan((state) => state.plan?.readOnly ?? false);
  const currency = usePlanCurrency();
  const go = useWindow((state) => state.go);
  const { data, error, again } = useQueryCommand('opportunity', null, { enabled: accounts > 0 });
  const { change, error: refused, clearError } = useChange();

  if (accounts === 0) {
    return (
      <EmptyStep
        step="opportunity"
        title={t('titleEmpty')}
        icon={<OpportunityIcon />}
        texts={{ title: t('empty.title'), text: t('empty.text'), action: t('empty.action') }}
      />
    );
  }

  const peer = data && peerOf(data.peerPercentile);
  const note = peer
    ? t(`peers.${peer}Note`)
    : t('peers.otherNote', { share: percent((data?.peerPercentile ?? 0) / 1000) });
  const largest = data?.buckets.reduce((best, each) => ((each.amount ?? 0) > (best.amount ?? 0) ? each : best));
  const share = shareOf(largest?.amount, data?.total);
  const title =
    data?.total === null
      ? t('titleUnknown')
      : largest && share !== null
        ? t('title', { share: percent(share), bucket: t(`inTitle.${largest.bucket}`) })
        : t('titleEmpty');
  return (
    <Page header={<PageHeader question={t('frame:questions.opportunity')} title={title} />}>
      <ErrorBar error={error} onAgain={again} />
      <ErrorBar error={refused} onDismiss={clearError} />
      {data?.total === null && (
        <EmptyState
          icon={<OpportunityIcon />}
          title={t('unknown.title')}
          actions={
            <>
              <Button look="primary" onClick={() => go('accounts')}>
                {t('gap.action')}
              </Button>
              <Button onClick={() => openAccounts({ kind: 'noPotential' })}>
                {t('unknown.open', { count: data.noPotential, shown: num(data.noPotential) })}
              </Button>
            </>
          }
        >
          {data.potentialGap}
        </EmptyState>
      )}
      {data && data.total !== null && (
        <>
          <PotentialGap gap={data.potentialGap} />
          <div className={styles.top}>
            <div className={styles.head}>
              <StatFigure
                large
                label={t('potential')}
                value={<Money minor={data.total} />}
                sentence={t('potentialNote', {
                  current: compactMoney(data.currentRevenue, currency),
                  headroom: compactMoney(data.headroom, currency),
                })}
                onOpen={() => openAccounts({ kind: 'included' })}
              />
              <div className={styles.peers}>
                <span className={styles.peersLabel}>{t('peers.label')}</span>
                <Tabs<Peer | 'other'>
                  label={t('peers.label')}
                  value={peer ?? 'other'}
                  tabs={(Object.keys(PEERS) as Peer[]).map((name) => ({ value: name, label: t(`peers.${name}`) }))}
                  onChange={(name) => {
                    if (name !== 'other' && !readOnly) void change('set_opportunity', { peerPercentile: PEERS[name] });
                  }}
                />
                <p className={styles.peersNote}>{note}</p>
              </div>
            </div>
            <Buckets buckets={data.buckets} total={data.total} />
          </div>
          <ByTier lines={data.byTier} />
          {data.products.length > 0 && <Products products={data.products} />}
          <div className={styles.pair}>
            <Sources bases={data.bases} total={data.total} />
            <Flags view={data} />
          </div>
        </>
      )}
    </Page>
  );
}
