import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Button,
  EditIcon,
  EmptyStep,
  ErrorBar,
  IconButton,
  Menu,
  MessageBar,
  ModelIcon,
  MoreIcon,
  Page,
  PageHeader,
  PrintIcon,
  RefreshIcon,
  Select,
  Tabs,
  announce,
  useToast,
} from '../../components';
import { num, percent, sumKnown } from '../../format/figures';
import type { ModelLive, ModelView, TierEdit } from '../../ipc/bindings';
import { useChange, useQueryCommand } from '../../ipc/cache';
import { openAccounts } from '../../state/open';
import { usePlan } from '../../state/plan';
import { useWindow } from '../../state/window';
import { PotentialGap } from '../opportunity/PotentialGap';
import { Backtest } from './backtest/Backtest';
import { AddCriterion, Criteria } from './Criteria';
import { CUT_KINDS, cutAs, type CutKind } from './cuts';
import { Firmness } from './firmness/Firmness';
import { Gates } from './gates/Gates';
import { HowWeTier } from './how/HowWeTier';
import { Histogram } from './Histogram';
import { Moves } from './Moves';
import { Scenarios } from './scenarios/Scenarios';
import { TierResults } from './TierResults';
import { TiersDialog } from './TiersDialog';
import { useModelDraft } from './useModelDraft';
import styles from './Model.module.css';

const TABS = ['criteria', 'gates', 'firmness', 'backtest', 'scenarios'] as const;

/** What the best tier is, of the accounts that have one and of their potential. */
function useAnswer() {
  const { t } = useTranslation('model');
  return (live: ModelLive) => {
    const accounts = live.tiers.reduce((sum, tier) => sum + tier.accounts, 0);
    const potential = sumKnown(live.tiers.map((tier) => tier.potential));
    const best = live.tiers[0];
    if (!best || accounts === 0) return t('titleNone');
    const share = (part: number, whole: number) => percent(part / whole, part > 0 && part / whole < 0.01 ? 1 : 0);
    const values = { tier: best.name, accounts: share(best.accounts, accounts) };
    if (potential === null || potential <= 0) return t('titleNoPotential', values);
    return t('title', { ...values, potential: share(best.potential ?? 0, potential) });
  };
}

function LoadedModel({ view }: { view: ModelView }) {
  const { t } = useTranslation(['model', 'frame']);
  const draft = useModelDraft(view);
  const changing = useChange();
  const { change, error: refused, clearError } = changing;
  const toast = useToast();
  const go = useWindow((state) => state.go);
  const plan = usePlan((state) => state.plan);
  const answer = useAnswer();
  const [tab, setTab] = useState<(typeof TABS)[number]>('criteria');
  const [naming, setNaming] = useState(false);
  const [telling, setTelling] = useState(false);
  const { live, trying, outcome } = draft;
  const names = live.tiers.map((tier) => tier.name);
  const worth = (sumKnown(live.tiers.map((tier) => tier.potential)) ?? 0) > 0;
  const disabled = plan?.readOnly ?? true;
  const done = !trying && outcome !== null && outcome.revision === plan?.revision;

  const reset = async () => {
    if (!(await change('reset_model', null))) return;
    toast({
      title: t('model:isReset'),
      action: { label: t('model:moves.undo'), run: () => void change('undo', null) },
    });
  };
  const rename = async (tiers: TierEdit[]) => {
    setNaming(false);
    if (!(await change('set_tiers', { tiers }))) return;
    toast({
      title: t('model:tiers.done'),
      action: { label: t('model:moves.undo'), run: () => void change('undo', null) },
    });
  };
  const settleLines = () => {
    draft.settleLines();
    if (trying) announce(t('model:moves.would', { count: live.moved, shown: num(live.moved) }));
  };

  if (telling) return <HowWeTier view={view} answer={answer(view.live)} onBack={() => setTelling(false)} />;
  return (
    <Page
      fill
      header={
        <PageHeader
          question={t('frame:questions.model')}
          title={answer(live)}
          actions={
            <>
              <Menu
                trigger={<IconButton label={t('model:more')} icon={<MoreIcon />} small={false} disabled={disabled} />}
                items={[
                  { id: 'tiers', label: t('model:tiers.edit'), icon: <EditIcon />, onSelect: () => setNaming(true) },
                  { id: 'how', label: t('model:how.open'), icon: <PrintIcon />, onSelect: () => setTelling(true) },
                  { id: 'reset', label: t('model:reset'), icon: <RefreshIcon />, onSelect: () => void reset() },
                ]}
              />
              <AddCriterion view={view} change={change} disabled={disabled} />
              <Button look="primary" onClick={() => go('tiers')}>
                {t('model:seeTiers')}
              </Button>
            </>
          }
        />
      }
    >
      <ErrorBar error={draft.error ?? refused} onDismiss={draft.error ? draft.clearError : clearError} />
      {live.cutProblem && <MessageBar mood="warning">{live.cutProblem}</MessageBar>}
      <PotentialGap gap={view.potentialGap} />
      <div className={styles.screen}>
        <div className={styles.results}>
          <Histogram
            live={live}
            saved={view.live}
            trying={trying}
            lines={draft.lines}
            names={names}
            disabled={disabled}
            onMove={draft.moveLine}
            onSettle={settleLines}
            onCancel={draft.cancel}
            onOpen={(from, to) => openAccounts({ kind: 'scores', from, to })}
          />
          <div className={styles.tiers}>
            <div className={styles.rule}>
              <span aria-hidden>{t('model:cutBy')}</span>
              <Select<CutKind>
                label={t('model:cutBy')}
                hideLabel
                small
                value={view.cut.kind}
                disabled={disabled}
                // A share of what is not known cuts nothing.
                choices={CUT_KINDS.filter((kind) => kind !== 'value' || worth || view.cut.kind === kind).map(
                  (kind) => ({ value: kind, label: t(`model:cutKind.${kind}`) }),
                )}
                onChange={(kind) => draft.setCut(cutAs(kind, view.live))}
              />
            </div>
            <TierResults
              live={live}
              saved={view.live}
              trying={trying}
              cut={draft.cut}
              disabled={disabled}
              onCut={draft.setCut}
              onOpen={openAccounts}
            />
          </div>
        </div>
        <Moves
          state={trying ? 'trying' : done ? 'done' : 'resting'}
          moved={trying ? live.moved : (outcome?.moved ?? 0)}
          moves={trying ? live.moves : (outcome?.moves ?? [])}
          names={names}
          onUndo={done ? () => void change('undo', null) : undefined}
        />
        <div className={styles.lower}>
          <Tabs
            label={t('model:tabs.label')}
            value={tab}
            tabs={TABS.map((value) => ({ value, label: t(`model:tabs.${value}`) }))}
            onChange={setTab}
          />
          {tab === 'criteria' ? (
            <Criteria view={view} draft={draft} changing={changing} disabled={disabled} />
          ) : (
            <div className={styles.scroll}>
              {tab === 'gates' && <Gates names={names} changing={changing} disabled={disabled} />}
              {tab === 'firmness' && <Firmness view={view} names={names} />}
              {tab === 'scenarios' && <Scenarios names={names} changing={changing} disabled={disabled} />}
              {tab === 'backtest' && <Backtest names={names} disabled={disabled} onWeights={draft.setWeights} />}
            </div>
          )}
        </div>
      </div>
      {naming && <TiersDialog names={names} onClose={() => setNaming(false)} onKeep={(tiers) => void rename(tiers)} />}
    </Page>
  );
}

/** What makes an account valuable: the criteria, their weights, and the tiers that follow. */
export default function Model() {
  const { t } = useTranslation(['model', 'frame']);
  const { data, error, again } = useQueryCommand('model', null);
  const accounts = usePlan((state) => state.plan?.accounts ?? 0);
  if (data && accounts > 0) return <LoadedModel view={data} />;
  if (accounts === 0) {
    return (
      <EmptyStep
        step="model"
        title={t('frame:steps.model')}
        icon={<ModelIcon />}
        texts={{ title: t('model:empty.title'), text: t('model:empty.text'), action: t('model:empty.action') }}
      />
    );
  }
  return (
    <Page fill header={<PageHeader question={t('frame:questions.model')} title={t('frame:steps.model')} />}>
      <ErrorBar error={error} onAgain={again} />
    </Page>
  );
}
