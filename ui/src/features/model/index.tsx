import { memo, useCallback, useMemo, useState } from 'react';
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
  useToast,
} from '../../components';
import { runCommand, UNDO } from '../../commands/registry';
import { percent, sumKnown } from '../../format/figures';
import type { ModelLive, ModelView, TierEdit, TierStep } from '../../ipc/bindings';
import { useChange, useQueryCommand, type Changing } from '../../ipc/cache';
import { openAccount, openAccounts } from '../../state/open';
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
import { useModelDraft, type ModelHand } from './useModelDraft';
import styles from './Model.module.css';

const PARTS = ['criteria', 'gates', 'firmness', 'backtest', 'scenarios'] as const;
type Part = (typeof PARTS)[number];

const NO_MOVES: number[][] = [];

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
    if (potential === null || potential <= 0 || (best.potential === null && best.accounts > 0)) {
      return t('titleNoPotential', values);
    }
    return t('title', { ...values, potential: share(best.potential ?? 0, potential) });
  };
}

interface ModelActionsProps {
  view: ModelView;
  change: Changing['change'];
  disabled: boolean;
  onTell: () => void;
}

/** What can be done with the model as a whole. */
const ModelActions = memo(function ModelActions(props: ModelActionsProps) {
  const { t } = useTranslation('model');
  const { view, change, disabled } = props;
  const toast = useToast();
  const go = useWindow((state) => state.go);
  const [naming, setNaming] = useState(false);
  const reset = async () => {
    if (await change('reset_model', null)) toast({ title: t('isReset'), undo: true });
  };
  const rename = async (tiers: TierEdit[]) => {
    setNaming(false);
    if (await change('set_tiers', { tiers })) toast({ title: t('tiers.done'), undo: true });
  };
  return (
    <>
      <Menu
        trigger={<IconButton label={t('more')} icon={<MoreIcon />} small={false} />}
        items={[
          { id: 'tiers', label: t('tiers.edit'), icon: <EditIcon />, disabled, onSelect: () => setNaming(true) },
          { id: 'how', label: t('how.open'), icon: <PrintIcon />, onSelect: props.onTell },
          { id: 'reset', label: t('reset'), icon: <RefreshIcon />, disabled, onSelect: () => void reset() },
        ]}
      />
      <AddCriterion view={view} change={change} disabled={disabled} />
      <Button look="primary" onClick={() => go('tiers')}>
        {t('seeTiers')}
      </Button>
      {naming && (
        <TiersDialog
          names={view.live.tiers.map((tier) => tier.name)}
          onClose={() => setNaming(false)}
          onKeep={(tiers) => void rename(tiers)}
        />
      )}
    </>
  );
});

/** The way in which the tiers are cut. */
const CutRule = memo(function CutRule(props: { view: ModelView; worth: boolean; disabled: boolean; hand: ModelHand }) {
  const { t } = useTranslation('model');
  const { view, hand } = props;
  return (
    <div className={styles.rule}>
      <span aria-hidden>{t('cutBy')}</span>
      <Select<CutKind>
        label={t('cutBy')}
        hideLabel
        small
        value={view.cut.kind}
        disabled={props.disabled}
        // A share of what is not known cuts nothing.
        choices={CUT_KINDS.filter((kind) => kind !== 'value' || props.worth || view.cut.kind === kind).map((kind) => ({
          value: kind,
          label: t(`cutKind.${kind}`),
        }))}
        onChange={(kind) => hand.setCut(cutAs(kind, view.live))}
      />
    </div>
  );
});

const Parts = memo(function Parts({ tab, onChange }: { tab: Part; onChange: (tab: Part) => void }) {
  const { t } = useTranslation('model');
  return (
    <Tabs
      label={t('tabs.label')}
      value={tab}
      tabs={PARTS.map((value) => ({ value, label: t(`tabs.${value}`) }))}
      onChange={onChange}
    />
  );
});

const undo = () => void runCommand(UNDO);
const openMoves = (step: TierStep | null) => openAccounts({ kind: 'justMoved', step });
const openScores = (from: number, to: number) => openAccounts({ kind: 'scores', from, to });

function LoadedModel({ view }: { view: ModelView }) {
  const { t } = useTranslation('frame');
  const draft = useModelDraft(view);
  const changing = useChange();
  const { change, error: refused, clearError } = changing;
  const plan = usePlan((state) => state.plan);
  const answer = useAnswer();
  const [tab, setTab] = useState<Part>('criteria');
  const [telling, setTelling] = useState(false);
  const { hand, live, trying, outcome } = draft;
  const names = useMemo(() => view.live.tiers.map((tier) => tier.name), [view]);
  const worth = (sumKnown(live.tiers.map((tier) => tier.potential)) ?? 0) > 0;
  const disabled = plan?.readOnly ?? true;
  const done = !trying && outcome !== null && outcome.revision === plan?.revision;
  const tell = useCallback(() => {
    // A page to read and print has the window to itself.
    openAccount(null);
    setTelling(true);
  }, []);

  if (telling) return <HowWeTier view={view} answer={answer(view.live)} onBack={() => setTelling(false)} />;
  return (
    <Page
      fill
      header={
        <PageHeader
          question={t('questions.model')}
          title={answer(live)}
          actions={<ModelActions view={view} change={change} disabled={disabled} onTell={tell} />}
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
            onMove={hand.moveLine}
            onSettle={hand.settleLines}
            onCancel={hand.cancel}
            onOpen={openScores}
          />
          <div className={styles.tiers}>
            <CutRule view={view} worth={worth} disabled={disabled} hand={hand} />
            <TierResults
              live={live}
              saved={view.live}
              trying={trying}
              cut={draft.cut}
              disabled={disabled}
              onCut={hand.setCut}
              onOpen={openAccounts}
            />
          </div>
        </div>
        <Moves
          state={trying ? 'trying' : done ? 'done' : 'resting'}
          moved={trying ? live.moved : (outcome?.moved ?? 0)}
          moves={(trying ? live.moves : outcome?.moves) ?? NO_MOVES}
          names={names}
          onOpen={openMoves}
          onUndo={done ? undo : undefined}
        />
        <div className={styles.lower}>
          <Parts tab={tab} onChange={setTab} />
          {tab === 'criteria' ? (
            <Criteria view={view} draft={draft} changing={changing} disabled={disabled} />
          ) : (
            <div className={styles.scroll}>
              {tab === 'gates' && <Gates names={names} changing={changing} disabled={disabled} />}
              {tab === 'firmness' && <Firmness view={view} names={names} />}
              {tab === 'scenarios' && <Scenarios names={names} changing={changing} disabled={disabled} />}
              {tab === 'backtest' && <Backtest names={names} disabled={disabled} onWeights={hand.setWeights} />}
            </div>
          )}
        </div>
      </div>
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
