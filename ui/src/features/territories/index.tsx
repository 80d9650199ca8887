/** Who owns what? Territories side by side with their balance, and the accounts in them. */
import { Fragment, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  AddIcon,
  BalanceIcon,
  Button,
  EmptyState,
  ErrorBar,
  Menu,
  Note,
  Page,
  PageHeader,
  TerritoriesIcon,
  WorkbookIcon,
} from '../../components';
import { runCommand, UNDO, useCommands, type Command } from '../../commands/registry';
import { num } from '../../format/figures';
import type { RepView, TerritoriesView } from '../../ipc/bindings';
import { useQueryCommand } from '../../ipc/cache';
import { useLiveSettings } from '../../ipc/useLiveSettings';
import { openAccounts } from '../../state/open';
import { usePlan } from '../../state/plan';
import { useWindow } from '../../state/window';
import { PotentialGap } from '../opportunity/PotentialGap';
import { Balance } from './Balance';
import { Board } from './Board';
import { newRep } from './measures';
import { RepEditor } from './RepEditor';
import { useTerritoryActions } from './useTerritoryActions';
import styles from './Territories.module.css';

/** As many of the names that no rep has as a sentence takes. */
const NAMES = 3;

/** Where the dial stands changes nothing on the screen before the next assignment. */
const nothing = () => {};

/** The answer in the title. */
function useTitle(view: TerritoriesView | undefined): string {
  const { t } = useTranslation('territories');
  if (!view || view.reps.length === 0) return t('title');
  const { outside } = view.balance;
  const open = view.unassigned.accounts;
  const values = { all: num(view.reps.length), outside: num(outside), open: num(open) };
  if (open > 0 && outside > 0) return t('titleBoth', { count: open, ...values });
  if (open > 0) return t('titleOpen', { count: open, ...values });
  if (outside > 0) return t('titleOutside', { count: outside, ...values });
  return t('titleFine', values);
}

export default function Territories() {
  const { t } = useTranslation(['territories', 'frame']);
  const plan = usePlan((state) => state.plan);
  const go = useWindow((state) => state.go);
  const any = (plan?.accounts ?? 0) > 0;
  const readOnly = plan?.readOnly ?? false;
  const { data: view, stale, error, again } = useQueryCommand('territories', null);
  const actions = useTerritoryActions();
  const dial = useLiveSettings({
    saved: view?.continuity,
    fresh: !stale,
    ask: nothing,
    clear: nothing,
    save: actions.weigh,
  });
  const [editing, setEditing] = useState<RepView | null>(null);
  const title = useTitle(view);
  const question = t('frame:questions.territories');
  const reps = view?.reps.length ?? 0;

  const latest = useRef({ assign: () => {}, importReps: () => {} });
  useEffect(() => {
    latest.current = {
      assign: () => void actions.assign(),
      importReps: () => void actions.importReps(),
    };
  });
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'territories.assign',
        labelKey: 'assignBalance',
        enabled: reps > 0 && !readOnly,
        run: () => latest.current.assign(),
      },
      { id: 'territories.add', labelKey: 'addRep', enabled: !readOnly, run: () => setEditing(newRep()) },
      {
        id: 'territories.import',
        labelKey: 'importReps',
        enabled: !readOnly,
        run: () => latest.current.importReps(),
      },
    ],
    [reps, readOnly],
  );
  useCommands(commands);

  const editor = editing && (
    <RepEditor
      key={editing.id}
      rep={editing}
      busy={actions.busy}
      onClose={() => setEditing(null)}
      onSave={(rep) => void actions.save(rep).then((done) => done && setEditing(null))}
    />
  );
  const errors = (
    <>
      <ErrorBar error={error} onAgain={again} />
      <ErrorBar error={actions.error} onDismiss={actions.clearError} />
    </>
  );

  if (view && reps === 0) {
    const owners = view.unknownOwners;
    return (
      <Page fill header={<PageHeader question={question} title={title} />}>
        {errors}
        <EmptyState
          icon={<TerritoriesIcon />}
          title={t('empty.title')}
          actions={
            <>
              {owners.length > 0 && (
                <Button look="primary" busy={actions.busy} onClick={() => void actions.takeOver(owners)}>
                  {t('empty.take', { count: owners.length, shown: num(owners.length) })}
                </Button>
              )}
              <Button
                look={owners.length > 0 ? 'secondary' : 'primary'}
                disabled={readOnly}
                onClick={() => void actions.importReps()}
              >
                {t('empty.import')}
              </Button>
              <Button disabled={readOnly} onClick={() => setEditing(newRep())}>
                {t('empty.add')}
              </Button>
            </>
          }
        >
          {owners.length > 0
            ? t('empty.textOwners', { count: owners.length, shown: num(owners.length) })
            : t('empty.text')}
        </EmptyState>
        {editor}
      </Page>
    );
  }

  const unknown = view?.unknownOwners ?? [];
  const header = (
    <PageHeader
      question={question}
      title={title}
      actions={
        <>
          <Menu
            trigger={
              <Button icon={<AddIcon />} disabled={readOnly}>
                {t('reps.menu')}
              </Button>
            }
            items={[
              { id: 'add', label: t('reps.add'), icon: <AddIcon />, onSelect: () => setEditing(newRep()) },
              {
                id: 'import',
                label: t('reps.import'),
                icon: <WorkbookIcon />,
                onSelect: () => void actions.importReps(),
              },
            ]}
          />
          <Button
            look="primary"
            icon={<BalanceIcon />}
            disabled={readOnly || reps === 0 || !any}
            onClick={() => void actions.assign()}
          >
            {t('assign.action')}
          </Button>
        </>
      }
    />
  );
  return (
    <Page fill header={header}>
      <div className={styles.screen}>
        {view && (
          <Balance
            balance={view.balance}
            continuity={dial.shown ?? view.continuity}
            onMove={dial.move}
            onSettle={dial.settle}
            disabled={readOnly}
          />
        )}
        <div className={styles.notes}>
          {errors}
          {actions.assigned && (
            <Note
              done
              onDismiss={actions.forgetAssigned}
              action={
                <Button small onClick={() => void runCommand(UNDO)}>
                  {t('assign.undo')}
                </Button>
              }
            >
              {actions.assigned.sentence}
            </Note>
          )}
          {unknown.length > 0 && !actions.assigned && (
            <Note
              action={
                <Button small disabled={readOnly} busy={actions.busy} onClick={() => void actions.takeOver(unknown)}>
                  {t('unknown.add')}
                </Button>
              }
            >
              {t('unknown.text', { count: unknown.length, shown: num(unknown.length) })}{' '}
              {unknown.slice(0, NAMES).map((owner, index) => (
                <Fragment key={owner.name}>
                  {index > 0 && ', '}
                  <button
                    type="button"
                    className={styles.owner}
                    title={t('unknown.open', { count: owner.accounts, shown: num(owner.accounts), name: owner.name })}
                    onClick={() => openAccounts({ kind: 'ownerName', name: owner.name })}
                  >
                    {t('unknown.one', { name: owner.name, accounts: num(owner.accounts) })}
                  </button>
                </Fragment>
              ))}
              {unknown.length > NAMES && ', …'}
            </Note>
          )}
          <PotentialGap gap={view?.potentialGap} />
          {view && !any && (
            <Note
              action={
                <Button small onClick={() => go('accounts')}>
                  {t('empty.goAccounts')}
                </Button>
              }
            >
              {t('empty.noAccounts')}
            </Note>
          )}
        </div>
        {view && (
          <Board view={view} readOnly={readOnly} onEdit={setEditing} onRemove={(rep) => void actions.remove(rep)} />
        )}
      </div>
      {editor}
    </Page>
  );
}
